/// A day of the proleptic Gregorian calendar, years 0 to 9999.
///
/// Queries count in whole days of UTC, and this module imports nothing, so a day is three numbers here.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let year: Int
  /// 1...12
  package let month: Int
  /// 1...31
  package let day: Int

  /// Makes a day, or nil when the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.dayCount(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  package static func < (first: CalendarDate, second: CalendarDate) -> Bool {
    (first.year, first.month, first.day) < (second.year, second.month, second.day)
  }

  package static let earliest = CalendarDate(unchecked: 0, 1, 1)
  package static let latest = CalendarDate(unchecked: 9999, 12, 31)

  /// The number of days in a month, 28...31. The month is 1...12.
  package static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day that lies `count` days later, or earlier where `count` is negative; no further than the calendar
  /// goes.
  package func adding(days count: Int) -> CalendarDate {
    CalendarDate(dayNumber: dayNumber + count)
  }

  /// The same day of a month `count` months later, or the last day of that month where it is shorter.
  package func adding(months count: Int) -> CalendarDate {
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

extension CalendarDate: CustomStringConvertible {
  /// The day as ISO 8601 writes it: `2024-06-15`.
  package var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
