/// `/`: what is here, and what is new.
struct StartPage: Sendable {
  var chrome = PageChrome()
  var startTitle = ""
  var startSentence = ""
  var searchAction = ""
  var completeHref: String?
  var examples: [QueryExample] = []
  var newestTitle = ""
  var newest: [RegisterEntry] = []
  var gridColumns: [String] = []
  var gridRows: [GridRow] = []
  var gridNote = ""
  var hasYears = false
  var years: YearBars?
  var sideGroups: [BarGroup] = []
  var lowGroups: [BarGroup] = []
}

struct QueryExample: Sendable {
  var exampleText: String
  var exampleHref: String
}

struct RegisterEntry: Sendable {
  var entryHref: String
  var entryTitle: String
  var entryNote: String?
}

struct GridRow: Sendable {
  var rowText: String
  var rowClass: String
  var rowCells: [GridCell]
}

struct GridCell: Sendable {
  var cellQuery: String?
  var cellShade: String
  var cellCount: String
  var cellLabel: String
}
