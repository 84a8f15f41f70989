/// What stands around every page but the frame for other sites: title, links, footer.
struct PageChrome: Sendable {
  var pageTitle = ""
  var pageSummary: String?
  var isUnlisted = false
  var policyMeta: String?
  var styleHref = ""
  var iconHref = ""
  var scriptHref = ""
  var openSearchHref: String?
  var siteName = ""
  var canonicalHref: String?
  var alternates: [AlternateLink] = []
  var searchMarks: [SearchMark] = []
  var homeHref = ""
  var siteLinks: [SiteLink] = []
  var siteSentence = ""
  var footLinks: [FootLink] = []
}

struct SiteLink: Sendable {
  var linkHref: String
  var linkText: String
  var isHere: Bool
}

struct FootLink: Sendable {
  var footHref: String
  var footText: String
}

struct AlternateLink: Sendable {
  var alternateType: String
  var alternateTitle: String
  var alternateHref: String
}

struct SearchMark: Sendable {
  var markKind: String
  var markName: String
  var markValue: String
}
