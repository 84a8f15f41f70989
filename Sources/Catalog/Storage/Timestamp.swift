internal import Foundation
internal import QueryLanguage

/// The clock, as text. Order never depends on it: sequence numbers decide what came first.
enum Timestamp {
  /// Now in UTC, to the second: `2026-11-21T08:00:00Z`.
  static func now() -> String { Date().formatted(.iso8601) }

  /// Today in UTC.
  static func today() -> CalendarDate {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    guard let date = CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0) else {
      preconditionFailure("the clock stands outside the calendar")
    }
    return date
  }
}
