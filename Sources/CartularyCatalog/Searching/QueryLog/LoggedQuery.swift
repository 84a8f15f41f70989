package import CartularyBase
internal import Foundation

/// A query that was asked of a catalog, counted over everyone who asked it.
///
/// It has nothing of who asked: no labels, no profile, no process, and of the time no more than the last day.
package struct LoggedQuery: Sendable, Equatable {
  /// The query with its filters, as canonical text.
  package let text: String
  /// How often it was asked.
  package internal(set) var askedCount = 0
  /// How often it found nothing.
  package internal(set) var emptyCount = 0
  /// How often it found something, but no dataset with all of its words.
  package internal(set) var partialCount = 0
  /// How many datasets it found the last time, for whoever asked then: records that not everyone may see
  /// count in it.
  package internal(set) var lastTotal = 0
  /// The last day on which it was asked, in UTC.
  package internal(set) var lastDay: CalendarDate

  /// A query that nobody has asked yet.
  init(text: String, on day: CalendarDate) { (self.text, lastDay) = (text, day) }

  /// Counts that it was asked once more.
  mutating func count(_ matched: MatchedWords, on day: CalendarDate) {
    askedCount += 1
    if matched.total == 0 { emptyCount += 1 }
    if matched.total > 0, matched.completeCount == 0 { partialCount += 1 }
    (lastTotal, lastDay) = (matched.total, day)
  }
}

// MARK: - As a line of the log

extension LoggedQuery: Codable {
  private enum CodingKeys: String, CodingKey {
    case text = "query"
    case askedCount = "asked"
    case emptyCount = "empty"
    case partialCount = "partial"
    case lastTotal = "found"
    case lastDay = "last"
  }

  /// Far above what is ever asked, and far below where counting on would trap: the file may say anything.
  private static let counts = 0...(1 << 53)

  /// - Returns: `nil` for bytes that are not a query: a vacant line, or a torn one.
  init?(line: some Collection<UInt8>) {
    guard line.first == UInt8(ascii: "{"), let query = try? JSONDecoder().decode(Self.self, from: Data(line)),
      [query.askedCount, query.emptyCount, query.partialCount, query.lastTotal].allSatisfy(
        Self.counts.contains)
    else { return nil }
    self = query
  }

  /// The query as JSON on one line, without its end.
  var line: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("texts and numbers always encode") }
    return Array(data)
  }
}
