#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A moment in UTC, to the second, written `2026-11-21T08:00:00Z`: when something was published, say.
///
/// It is for people to read. What came first is decided by sequence numbers, never by moments: clocks are set back.
public struct Timestamp: Sendable, Hashable {
  /// The day in UTC.
  public let date: CalendarDate
  /// Seconds since the day began, 0..<86,400.
  public let secondOfDay: Int

  /// Makes a moment; `nil` when the day has no such second.
  public init?(date: CalendarDate, secondOfDay: Int) {
    guard (0..<86_400).contains(secondOfDay) else { return nil }
    (self.date, self.secondOfDay) = (date, secondOfDay)
  }

  /// The present moment, by the clock of the machine. `CalendarDate.today` is its day.
  public static var now: Timestamp {
    var seconds = time(nil)
    var parts = tm()
    // Foundation's calendar would load the whole of its time zones for this.
    gmtime_r(&seconds, &parts)
    let date = CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    // POSIX time has no leap seconds, so that a day never has a second 86,400.
    let second = (Int(parts.tm_hour) * 60 + Int(parts.tm_min)) * 60 + Int(parts.tm_sec)
    guard let date, let now = Timestamp(date: date, secondOfDay: second) else {
      preconditionFailure("the clock is outside the calendar")
    }
    return now
  }
}

extension Timestamp: Comparable {
  /// Earlier moments come first.
  public static func < (first: Timestamp, second: Timestamp) -> Bool {
    (first.date, first.secondOfDay) < (second.date, second.secondOfDay)
  }
}

extension Timestamp: LosslessStringConvertible {
  /// The moment as ISO 8601 writes it, always of 20 characters: `2026-11-21T08:00:00Z`.
  public var description: String {
    let time = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60]
    return "\(date)T" + time.map { DateDigits.text($0, width: 2) }.joined(separator: ":") + "Z"
  }

  /// Reads what `description` writes.
  ///
  /// - Returns: `nil` for anything else: another zone, fractions of a second, a time without its seconds.
  public init?(_ description: String) {
    let parts = description.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].last == "Z", let date = CalendarDate(String(parts[0])) else {
      return nil
    }
    let time = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
    let numbers = time.filter { $0.utf8.count == 2 }.compactMap(DateDigits.number)
    guard time.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else {
      return nil
    }
    self.init(date: date, secondOfDay: (numbers[0] * 60 + numbers[1]) * 60 + numbers[2])
  }
}

extension Timestamp: Codable {
  /// - Throws: `DecodingError.dataCorrupted` for a text that is not such a moment.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(as: Timestamp.self)
  }

  /// Encodes `description` as one text.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(of: self) }
}
