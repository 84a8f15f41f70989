internal import CartularyWire

extension ErrorPage {
  /// Why a page cannot be shown. It says nothing of what was asked for: what is hidden and what never was look the same.
  init(_ problem: Problem, _ site: PageSite) {
    self.init()
    let error = problem.error
    chrome = site.chrome(Self.title(problem.status))
    chrome.isUnlisted = true
    errorStatus = String(problem.status)
    errorTitle = Self.title(problem.status)
    errorCode = error.code
    searchAction = site.addresses.page("/search")
    if problem.status == 404 {
      errorMessage = "Nothing is here, or it is not shown to you."
      errorHelp = "A search may find what you look for."
      errorCode = "not-found"
      errorLinks = [
        ErrorLink(errorHref: site.addresses.page("/search"), errorText: "All datasets"),
        ErrorLink(errorHref: site.addresses.page("/about"), errorText: "About this catalog"),
      ]
      // Of a record that was withdrawn: what takes its place, as far as the asker may see it.
      if error.code != Problem.Code.noSuchPath.rawValue {
        errorLinks += error.suggestions.map {
          ErrorLink(
            errorHref: site.addresses.dataset($0), errorText: "In its place: " + PageText.shown($0, 120))
        }
      }
    } else {
      errorMessage = PageText.capital(PageText.shown(error.message, 400)) + "."
      errorHelp = PageText.stated(error.help, 400).map { PageText.capital($0) + "." }
    }
    hasErrorLinks = !errorLinks.isEmpty
  }

  private static func title(_ status: Int) -> String {
    switch status {
    case 400, 405, 406, 414: "This cannot be answered"
    case 401: "This key is not valid"
    case 404: "This page does not exist"
    case 429, 503: "Try again in a moment"
    default: "Something went wrong"
    }
  }
}
