/// A length of time as a source writes it, such as `18 months`, `six weeks` or `P1Y6M`.
///
/// Of a range such as `6–8 weeks` the longer end counts. What goes round the number, such as "about" or "usually",
/// stays in `description` and does not change the length.
public struct TimeSpan: Hashable, Sendable, LosslessStringConvertible, Codable {
  /// The text as the source has it, without blanks around it.
  public let description: String
  /// Its whole months; years are twelve.
  public let months: Int
  /// Its days beyond the months; weeks are seven.
  public let days: Int

  /// Reads a number and a unit, or an ISO 8601 duration of days and longer units.
  ///
  /// - Returns: `nil` for any other text, and for lengths over 1,000 years.
  public init?(_ text: String) {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let (months, days) = Self.isoLength(trimmed) ?? Self.length(inWords: trimmed),
      months + days / 28 <= 12_000
    else { return nil }
    (description, self.months, self.days) = (trimmed, months, days)
  }

  /// No time at all.
  public static let none = TimeSpan(months: 0, days: 0, description: "0 days")

  private init(months: Int, days: Int, description: String) {
    (self.months, self.days, self.description) = (months, days, description)
  }

  /// The same length as an ISO 8601 duration of months and days: `P18M`, `P42D`, `P0D`.
  package var isoDuration: String {
    guard months > 0 else { return "P\(days)D" }
    return days > 0 ? "P\(months)M\(days)D" : "P\(months)M"
  }

  /// About how many days it is, for sorting: a month counts 30.4375.
  public var approximateDayCount: Int { Int((Double(months) * 30.4375).rounded()) + days }

  /// The day that comes so long after another; the last of its month where that month is too short.
  public func after(_ day: CalendarDate) -> CalendarDate { day.adding(months: months).adding(days: days) }

  /// - Throws: `DecodingError.dataCorrupted` for a text that `init(_:)` does not read.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(as: Self.self)
  }

  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(of: self) }

  // MARK: - Reading

  /// `P1Y6M`, `P6W`, `P40D`; parts of a day round up to a day.
  private static func isoLength(_ text: String) -> (months: Int, days: Int)? {
    let upper = text.uppercased()
    guard upper.first == "P", upper.utf8.count > 2, upper.utf8.count < 40 else { return nil }
    let halves = upper.dropFirst().split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    var (months, days, digits) = (0, 0, "")
    for character in halves[0] {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let number = Int(digits), number < 1_000_000 else { return nil }
      digits = ""
      switch character {
      case "Y": months += number * 12
      case "M": months += number
      case "W": days += number * 7
      case "D": days += number
      default: return nil
      }
    }
    guard digits.isEmpty else { return nil }
    if halves.count == 2 { days += 1 }
    return (months, days)
  }

  private static func length(inWords text: String) -> (months: Int, days: Int)? {
    // "6-8 weeks", "6–8 weeks", "6 to 8 weeks": a dash is a blank here, and "18-month" has its unit after one.
    let words = text.lowercased().split { " -–—,.()~".contains($0) }.map(String.init)
    guard words.count <= 12 else { return nil }
    var (months, days) = (0, 0)
    var numbers: [Int] = []
    var isRead = false
    for word in words {
      if let number = Int(word) ?? numberWords[word], (0..<1_000_000).contains(number) {
        numbers.append(number)
      } else if let unit = units[word.hasSuffix("s") ? String(word.dropLast()) : word] {
        guard let number = numbers.max() else { return nil }
        (months, days) = (months + number * unit.months, days + number * unit.days)
        (numbers, isRead) = ([], true)
      } else if !fillers.contains(word) {
        return nil
      }
    }
    return isRead && numbers.isEmpty ? (months, days) : nil
  }

  private static let units: [String: (months: Int, days: Int)] = [
    "day": (0, 1), "week": (0, 7), "fortnight": (0, 14), "month": (1, 0), "quarter": (3, 0), "year": (12, 0),
    "hour": (0, 0),
  ]
  private static let numberWords: [String: Int] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18,
  ]
  /// Words that change nothing of a length.
  private static let fillers: Set<String> = [
    "about", "around", "approximately", "roughly", "usually", "typically", "within", "to", "or", "and", "up",
    "at", "most", "working", "business", "calendar",
  ]
}
