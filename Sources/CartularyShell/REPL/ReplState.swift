internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

/// When results on a terminal are shown page by page.
enum PagerChoice: Sendable, Equatable {
  /// Where they are higher than the screen, in the user's own pager.
  case auto
  case on
  case off
  /// Where they are higher than the screen, in this one.
  case command(String)

  var text: String {
    switch self {
    case .auto: "auto"
    case .on: "on"
    case .off: "off"
    case .command(let text): text
    }
  }
}

/// What a session knows between two lines.
///
/// A value: a line works on a copy, so one that is abandoned leaves no trace.
struct ReplState: Sendable {
  /// The last query and the page that was shown of it.
  struct Result: Sendable {
    let text: String
    /// What stood beside it.
    let filters: [String]
    let offset: Int
    let answer: SearchAnswer

    /// The numbers of the hits that were shown, from 1.
    var numbers: Range<Int> { (offset + 1)..<(offset + 1 + answer.hits.count) }
  }

  /// Who asks and what for.
  struct Use: Sendable {
    let profile: UseProfile
    /// What the person called it.
    let name: String
  }

  var catalog: DatasetCatalog
  var viewer: Viewer
  var format: OutputFormat
  var limit = 10
  var sort: String?
  /// Each a filter that stands beside every query.
  var filters: [String] = []
  var use: Use?
  var diseases: DiseaseTree?
  var last: Result?
  /// The id of the record that was shown last.
  var current: String?
  /// Cells of a line; `nil` for what the terminal has.
  var width: Int?
  /// Fields of a hit, in their order; `nil` for those that the format has by itself.
  var fields: [HitField]?
  var pager = PagerChoice.auto
  /// Where results go; `nil` for standard output.
  var outputFile: String?
  /// Where the next result alone goes.
  var onceFile: String?
  var isTimed = false
  /// Whether a script stops at its first fault.
  var isBailing = false
  /// What was typed in this session and before, oldest first.
  var history: [String] = []

  /// A query with the filters that stand beside each.
  func query(_ text: String) -> SearchQuery { SearchQuery(text, filters: filters) }

  /// The first page of an answer.
  var firstPage: ResultPage { ResultPage(limit: limit, sort: sort) }

  /// Who asks and what for, as searches take it; `nil` without a profile.
  var intendedUse: IntendedUse? { use.map { IntendedUse($0.profile, diseases: diseases) } }
}
