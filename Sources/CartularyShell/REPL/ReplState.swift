internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

/// When results on a terminal are paged.
enum PagerChoice: Sendable, Equatable {
  /// If they are taller than the screen, in the user's own pager.
  case auto
  case on
  case off
  /// If they are taller than the screen, in this pager.
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

/// The state of a session between two lines.
///
/// A value type: a line works on a copy, so an abandoned line has no effect.
struct ReplState: Sendable {
  /// The last query and the page of it that was shown.
  struct Result: Sendable {
    let text: String
    /// The filters that were added to it.
    let filters: [String]
    let offset: Int
    let answer: SearchAnswer

    /// The numbers of the hits that were shown, from 1.
    var numbers: Range<Int> { (offset + 1)..<(offset + 1 + answer.hits.count) }
  }

  /// Who is asking, and for what purpose.
  struct Use: Sendable {
    let profile: UseProfile
    /// The name that the user gave it.
    let name: String
  }

  var catalog: DatasetCatalog
  var viewer: Viewer
  var format: OutputFormat
  var limit = 10
  var sort: String?
  /// Filters added to every query.
  var filters: [String] = []
  var use: Use?
  var diseases: DiseaseTree?
  var last: Result?
  /// The id of the last record shown.
  var current: String?
  /// Cells per line; `nil` for the terminal's width.
  var width: Int?
  /// Fields of a hit, in order; `nil` for the format's default fields.
  var fields: [HitField]?
  var pager = PagerChoice.auto
  /// The file for results; `nil` for standard output.
  var outputFile: String?
  /// The file for the next result only.
  var onceFile: String?
  var isTimed = false
  /// Whether a script stops at its first error.
  var isBailing = false
  /// The lines typed in this session and earlier ones, oldest first.
  var history: [String] = []

  /// A query with the session's filters added.
  func query(_ text: String) -> SearchQuery { SearchQuery(text, filters: filters) }

  /// The first page of an answer.
  var firstPage: ResultPage { ResultPage(limit: limit, sort: sort) }

  /// The requester and purpose in the form that searches take; `nil` without a profile.
  var intendedUse: IntendedUse? { use.map { IntendedUse($0.profile, diseases: diseases) } }
}
