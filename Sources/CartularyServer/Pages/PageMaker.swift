internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel

/// Makes the view models of the pages of one catalog, as one viewer sees it, on one day.
struct PageMaker: Sendable {
  let catalog: DatasetCatalog
  let viewer: Viewer
  let diseases: DiseaseTree?
  let site: PageSite
  /// Whether the viewer is known by a session, which only pages read.
  var isSession = false
  let day = CalendarDate.today

  var addresses: any PageAddresses { site.addresses }

  /// How many hits a page has.
  static let pageSize = 20
  /// How many rows of a list a page has, where nothing else is said.
  static let listLimit = 100

  func use(of profile: PageProfile) -> IntendedUse? {
    profile.use.map { IntendedUse($0, diseases: diseases) }
  }

  /// What stands around a page.
  ///
  /// - Parameter path: Which of the links at the top leads here.
  func chrome(_ title: String, at path: String = "") throws -> PageChrome {
    site.chrome(title, at: path, datasetCount: try catalog.datasetCount(as: viewer))
  }
}

/// What all pages of a site share: where they are, and how the site is called.
struct PageSite: Sendable {
  let name: String
  let addresses: any PageAddresses
  /// Scheme and host, for addresses that stand alone; empty if they are not known.
  let origin: String

  /// Whether people can sign in.
  let takesKeys: Bool

  init(name: String, addresses: any PageAddresses, baseURL: String, takesKeys: Bool = false) {
    (self.name, self.addresses, self.takesKeys) = (name, addresses, takesKeys)
    origin =
      baseURL.hasPrefix("/")
      ? "" : baseURL.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
  }

  /// - Parameter datasetCount: How many datasets the viewer may see; `nil` if that is not known.
  func chrome(_ title: String, at path: String = "", datasetCount: Int? = nil) -> PageChrome {
    var chrome = PageChrome()
    chrome.pageTitle = title == name ? title : "\(title) · \(name)"
    (chrome.styleHref, chrome.iconHref) = (addresses.asset("page.css"), addresses.asset("icon.svg"))
    chrome.scriptHref = addresses.asset("page.js")
    chrome.openSearchHref = addresses.isStatic ? nil : addresses.page("/opensearch.xml")
    chrome.siteName = name
    chrome.homeHref = addresses.page("/")
    chrome.siteLinks = Self.links.filter { isThere($0.path) }.map {
      SiteLink(linkHref: addresses.page($0.path), linkText: $0.text, isHere: $0.path == path)
    }
    let sentence = "What a record does not say is never read as permission."
    chrome.siteSentence =
      datasetCount.map { PageText.plural($0, "dataset") + ". " + sentence } ?? sentence
    guard !addresses.isStatic else {
      fillStatic(&chrome)
      return chrome
    }
    chrome.footLinks = [
      FootLink(footHref: addresses.page("/about#query"), footText: "How to ask"),
      FootLink(footHref: addresses.page("/about#programs"), footText: "For programs"),
    ]
    if let feed = addresses.program("/feed.atom", []) {
      chrome.footLinks.append(FootLink(footHref: feed, footText: "What is new"))
    }
    return chrome
  }

  private func isThere(_ path: String) -> Bool {
    if addresses.isStatic { return ["/search", "/about"].contains(path) }
    return RouteTable.answers(path) && (path != SignIn.path || takesKeys)
  }

  /// A host of files sends no policy of ours, so that the page brings it. Pagefind's index is WebAssembly, which it runs in
  /// a worker.
  private func fillStatic(_ chrome: inout PageChrome) {
    chrome.policyMeta =
      "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
      + "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"
    chrome.footLinks = [
      FootLink(
        footHref: addresses.listing(StaticAddresses.all, StaticAddresses.allTitle, page: 1),
        footText: StaticAddresses.allTitle),
      FootLink(footHref: addresses.page("/about"), footText: "About"),
    ]
  }

  private static let links = [
    (path: "/search", text: "Search"), (path: "/variables", text: "Variables"),
    (path: "/about", text: "About"),
    (path: SignIn.path, text: "Sign in"),
  ]
}
