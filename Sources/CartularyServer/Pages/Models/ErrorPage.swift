/// Why a page cannot be shown, and where to go on.
struct ErrorPage: Sendable {
  var chrome = PageChrome()
  var errorStatus = ""
  var errorTitle = ""
  var errorMessage = ""
  var errorPlace: QueryPlace?
  var errorHelp: String?
  var hasErrorLinks = false
  var errorLinks: [ErrorLink] = []
  var searchAction = ""
  var queryText = ""
  var errorCode = ""
}

struct ErrorLink: Sendable {
  var errorHref: String
  var errorText: String
}

struct QueryPlace: Sendable {
  var faultBefore: String
  var faultPlace: String
  var faultAfter: String
}
