/// A year, a month or a day of the Gregorian calendar, as precise as its source was.
///
/// Written `2024`, `2024-05` or `2024-05-17`. A time of day in a source is dropped: no catalog field
/// needs it.
public struct PartialDate: Hashable, Sendable {
  /// 1...9999
  public let year: Int
  /// 1...12; `nil` if the source says the year alone.
  public let month: Int?
  /// 1...31; `nil` if the source says no day, and always without a month.
  public let day: Int?

  /// Makes a year, a month or a day.
  ///
  /// - Returns: `nil` for a date that does not exist, and for a day without a month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard year >= 1, month != nil || day == nil,
      CalendarDate(year: year, month: month ?? 1, day: day ?? 1) != nil
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The first day that it covers.
  public var firstDay: CalendarDate { CalendarDate(unchecked: year, month ?? 1, day ?? 1) }

  /// The last day that it covers.
  public var lastDay: CalendarDate {
    let month = month ?? 12
    return CalendarDate(unchecked: year, month, day ?? CalendarDate.dayCount(ofMonth: month, year: year))
  }

  /// The day, where the source says one; `nil` for a year or a month.
  public var exactDay: CalendarDate? { day == nil ? nil : firstDay }
}

extension PartialDate: LosslessStringConvertible {
  /// As precise as it is: `2024`, `2024-05` or `2024-05-17`.
  public var description: String {
    [DateDigits.text(year, width: 4), month.map(Self.twoDigits), day.map(Self.twoDigits)]
      .compactMap { $0 }.joined(separator: "-")
  }

  /// Reads the first ten characters of an ISO 8601 date or date-time.
  ///
  /// - Returns: `nil` for anything else, and for days that no calendar has, such as `2023-02-29`.
  public init?(_ text: String) {
    let date = text.prefix { $0 != "T" && $0 != " " }
    let time = text.dropFirst(date.count + 1)
    guard time.allSatisfy({ $0.isASCII && ($0.isNumber || ":.+-Z".contains($0)) }),
      let numbers = DateDigits.numbers(in: date),
      date.utf8.count == text.utf8.count || (numbers.count == 3 && !time.isEmpty)
    else { return nil }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil
    )
  }

  private static func twoDigits(_ number: Int) -> String { DateDigits.text(number, width: 2) }
}

extension PartialDate: Codable {
  /// - Throws: `DecodingError.dataCorrupted` for a text that `init(_:)` does not read.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(as: PartialDate.self)
  }

  /// Encodes `description` as one text.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(of: self) }
}
