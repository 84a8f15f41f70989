/// A year, a month or a day of the Gregorian calendar, as precise as its source was.
///
/// Written `2024`, `2024-05` or `2024-05-17`. A time of day in a source is dropped: no catalog field
/// needs it.
package struct PartialDate: Hashable, Sendable {
  package let year: Int
  package let month: Int?
  package let day: Int?

  /// Reads the first ten characters of an ISO 8601 date or date-time.
  ///
  /// - Returns: `nil` for anything else, and for days that no calendar has, such as `2023-02-29`.
  package init?(_ text: String) {
    let date = text.prefix { $0 != "T" && $0 != " " }
    let time = text.dropFirst(date.count + 1)
    guard time.allSatisfy({ $0.isASCII && ($0.isNumber || ":.+-Z".contains($0)) }) else { return nil }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      date.utf8.count == text.utf8.count || (parts.count == 3 && !time.isEmpty)
    else { return nil }
    let numbers = parts.compactMap(Self.number)
    guard numbers.count == parts.count else { return nil }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil
    )
  }

  /// - Returns: `nil` for a date that does not exist, or a day without a month.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day { guard (1...Self.dayCount(year, month)).contains(day) else { return nil } }
    } else if day != nil {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The first day that it covers, as `yyyy-mm-dd`: bytewise order is the order of days.
  package var firstDay: String { Self.text(year, month ?? 1, day ?? 1) }

  /// The last day that it covers, as `yyyy-mm-dd`.
  package var lastDay: String {
    let month = month ?? 12
    return Self.text(year, month, day ?? Self.dayCount(year, month))
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
  }

  private static func dayCount(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  fileprivate static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension PartialDate: CustomStringConvertible {
  package var description: String {
    [Self.padded(year, 4), month.map { Self.padded($0, 2) }, day.map { Self.padded($0, 2) }]
      .compactMap { $0 }.joined(separator: "-")
  }
}

extension PartialDate: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = PartialDate(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date: \(text)")
    }
    self = date
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
