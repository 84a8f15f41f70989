/// `/search`: what a query finds, with the filters that narrow it.
struct SearchPage: Sendable {
  var chrome = PageChrome()
  var searchTitle = ""
  var searchAction = ""
  var queryText = ""
  var completeHref: String?
  var aboutQueryHref = ""
  var fault: QueryFault?
  var canDecide = false
  var allHref: String?
  var hasProfile = false
  var profileTitle = ""
  var profileChoices: [ProfileChoice] = []
  var profileCountry = ""
  var countText = ""
  var sorts: [SortChoice] = []
  var hasChips = false
  var chips: [FilterChip] = []
  var clearHref: String?
  var notes: [String] = []
  var advice: AdviceBox?
  var hasHits = false
  var firstNumber = ""
  var hits: [HitCard] = []
  var pager: Pager?
  var takeAway = false
  var takeLinks: [TakeLink] = []
  var facets: [FacetBox] = []
}

struct SortChoice: Sendable {
  var sortValue: String
  var sortText: String
  var isSorted: Bool
}

struct FilterChip: Sendable {
  var chipText: String
  var chipHref: String
}

struct AdviceBox: Sendable {
  var adviceTitle: String
  var adviceItems: [AdviceItem]
  var hasTips: Bool
}

struct AdviceItem: Sendable {
  var adviceLead: String
  var adviceHref: String
  var adviceText: String
  var adviceCount: String?
}

struct QueryFault: Sendable {
  var faultMessage: String
  var faultBefore: String
  var faultPlace: String
  var faultAfter: String
  var faultHelp: String?
  var faultLinks: [FaultLink]
}

struct FaultLink: Sendable {
  var adviceText: String
  var adviceHref: String
}

struct TakeLink: Sendable {
  var takeHref: String
  var takeText: String
}
