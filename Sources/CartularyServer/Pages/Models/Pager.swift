struct Pager: Sendable {
  var previousHref: String?
  var nextHref: String?
  var pageLinks: [PageLink]
}

struct PageLink: Sendable {
  var isGap: Bool
  var pageHref: String
  var pageNumber: String
  var isCurrent: Bool
}
