package import CartularyBase

/// A date as a query writes it: a year `2024`, a month `2024-06`, a day `2024-06-15`, `today`, or so long ago
/// as `-30d`, `-4w`, `-6m`, `-1y`. With `+` in place of `-` it lies ahead.
///
/// Relative dates stay symbolic in the tree and become days only here, with a "today" that the caller gives.
package enum ParsedDate: Sendable, Equatable {
  case year(Int)
  case month(year: Int, month: Int)
  case day(CalendarDate)
  case today
  case relative(count: Int, unit: Unit)

  package enum Unit: Character, Sendable, CaseIterable {
    case day = "d"
    case week = "w"
    case month = "m"
    case year = "y"
  }

  /// Reads `text`, whatever its case; nil when it is not a date or the calendar has no such day.
  package init?(_ text: String) {
    if text.lowercased() == "today" {
      self = .today
    } else if text.hasPrefix("-") || text.hasPrefix("+") {
      self.init(relative: text)
    } else {
      self.init(absolute: text)
    }
  }

  private init?(relative text: String) {
    let digits = text.dropFirst().dropLast()
    // Five digits reach beyond the calendar in any unit, and cannot overflow.
    guard let unit = text.lowercased().last.flatMap(Unit.init(rawValue:)),
      (1...5).contains(digits.utf8.count),
      digits.utf8.allSatisfy(Lexicon.isDigit), let count = Int(digits)
    else { return nil }
    self = .relative(count: text.first == "-" ? -count : count, unit: unit)
  }

  private init?(absolute text: String) {
    guard let numbers = DateDigits.numbers(in: text),
      let first = CalendarDate(
        year: numbers[0], month: numbers.count > 1 ? numbers[1] : 1, day: numbers.count > 2 ? numbers[2] : 1)
    else { return nil }
    switch numbers.count {
    case 1: self = .year(first.year)
    case 2: self = .month(year: first.year, month: first.month)
    default: self = .day(first)
    }
  }

  /// The days that the date covers: a year is all its days. Days that the calendar lacks become its first or
  /// last.
  package func days(today: CalendarDate) -> (first: CalendarDate, last: CalendarDate) {
    switch self {
    case .year(let year): Self.span(year, 1...12)
    case .month(let year, let month): Self.span(year, month...month)
    case .day(let day): (day, day)
    case .today: (today, today)
    case .relative(let count, let unit): Self.single(Self.shift(today, by: count, unit))
    }
  }

  private static func single(_ day: CalendarDate) -> (CalendarDate, CalendarDate) { (day, day) }

  private static func shift(_ day: CalendarDate, by count: Int, _ unit: Unit) -> CalendarDate {
    switch unit {
    case .day: day.adding(days: count)
    case .week: day.adding(days: 7 * count)
    case .month: day.adding(months: count)
    case .year: day.adding(months: 12 * count)
    }
  }

  private static func span(_ year: Int, _ months: ClosedRange<Int>) -> (CalendarDate, CalendarDate) {
    let lastDay = CalendarDate.dayCount(ofMonth: months.upperBound, year: year)
    let first = CalendarDate(year: year, month: months.lowerBound, day: 1)
    let last = CalendarDate(year: year, month: months.upperBound, day: lastDay)
    // Built by hand, a case may hold a year or month that no reading yields.
    return (first ?? .earliest, last ?? .latest)
  }
}

extension ParsedDate {
  /// Returns the days that `bound` covers on `today`, or nil when it is not a date, as in a number's range.
  package static func resolve(
    _ bound: Bound, today: CalendarDate
  ) -> (first: CalendarDate, last: CalendarDate)? {
    ParsedDate(bound.text)?.days(today: today)
  }

  /// Returns the days that `match` asks for, one span a value, or nil when something in it is not a date.
  ///
  /// `>2020` begins after the last day of 2020, and `>=2020` with its first.
  package static func spans(of match: FieldClause.Match, today: CalendarDate) -> [DaySpan]? {
    switch match {
    case .box:
      return nil
    case .values(let values):
      let days = values.compactMap { ParsedDate($0.text)?.days(today: today) }
      return days.count == values.count ? days.map { DaySpan(first: $0.first, last: $0.last) } : nil
    case .range(let lower, let upper):
      var (first, last): (CalendarDate?, CalendarDate?) = (nil, nil)
      if let lower {
        guard let days = resolve(lower, today: today) else { return nil }
        first = lower.isInclusive ? days.first : days.last.adding(days: 1)
      }
      if let upper {
        guard let days = resolve(upper, today: today) else { return nil }
        last = upper.isInclusive ? days.last : days.first.adding(days: -1)
      }
      return [DaySpan(first: first, last: last)]
    }
  }
}

/// Days in a row; nil leaves a side open. A span whose last day is before its first holds no day.
package struct DaySpan: Sendable, Equatable {
  package let first: CalendarDate?
  package let last: CalendarDate?

  package init(first: CalendarDate?, last: CalendarDate?) {
    self.first = first
    self.last = last
  }
}
