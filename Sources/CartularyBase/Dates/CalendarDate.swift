/// A day of the proleptic Gregorian calendar, years 0 to 9999.
///
/// All days here are days of UTC. Written `2024-06-15`, so that the order of days is the order of their texts.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// 0...9999
  public let year: Int
  /// 1...12
  public let month: Int
  /// 1...31
  public let day: Int

  /// Makes a day; `nil` when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.dayCount(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// Makes a day that is known to exist.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The present day in UTC, by the clock of the machine.
  public static var today: CalendarDate { Timestamp.now.date }

  /// Earlier days come first.
  public static func < (first: CalendarDate, second: CalendarDate) -> Bool {
    (first.year, first.month, first.day) < (second.year, second.month, second.day)
  }

  /// The calendar's first day, `0000-01-01`.
  package static let earliest = CalendarDate(unchecked: 0, 1, 1)
  /// The calendar's last day, `9999-12-31`.
  package static let latest = CalendarDate(unchecked: 9999, 12, 31)

  /// The number of days in a month, 28...31. The month is 1...12.
  package static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day that lies `count` days later, or earlier where `count` is negative; no farther than the calendar
  /// goes.
  public func adding(days count: Int) -> CalendarDate {
    CalendarDate(dayNumber: dayNumber + count)
  }

  /// The same day of a month `count` months later, or the last day of that month where it is shorter.
  public func adding(months count: Int) -> CalendarDate {
    let months = year * 12 + month - 1 + count
    if months < 0 { return .earliest }
    if months >= 120_000 { return .latest }
    let (year, month) = (months / 12, months % 12 + 1)
    return CalendarDate(unchecked: year, month, min(day, Self.dayCount(ofMonth: month, year: year)))
  }

  /// Days since 1 March of the year 0. Counting years from March puts the leap day last, so that the months
  /// before it have fixed lengths. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  private var dayNumber: Int {
    let marchYear = month > 2 ? year : year - 1
    let era = (marchYear + 400) / 400 - 1  // rounds down for the first two months of the year 0
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  }

  /// The day of that number, or the calendar's first or last where it lies beyond.
  private init(dayNumber: Int) {
    let inside = min(max(dayNumber, Self.earliest.dayNumber), Self.latest.dayNumber)
    let era = (inside + 146_097) / 146_097 - 1
    let dayOfEra = inside - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

extension CalendarDate: LosslessStringConvertible {
  /// The day as ISO 8601 writes it: `2024-06-15`.
  public var description: String {
    [(year, 4), (month, 2), (day, 2)].map { DateDigits.text($0, width: $1) }.joined(separator: "-")
  }

  /// Reads what `description` writes; `nil` for anything else, and for days that no calendar has.
  public init?(_ description: String) {
    guard let numbers = DateDigits.numbers(in: description), numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}

extension CalendarDate: Codable {
  /// - Throws: `DecodingError.dataCorrupted` for a text that is not such a day.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(as: CalendarDate.self)
  }

  /// Encodes `description` as one text.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(of: self) }
}
