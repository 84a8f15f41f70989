/// The digits of ISO 8601 dates: four for a year, two for a month and two for a day, with hyphens between them.
package enum DateDigits {
  /// Reads `2024`, `2024-05` or `2024-05-17`, whether or not the calendar has such a date.
  ///
  /// - Returns: Year, month and day, as many of them as are written; `nil` for anything else, such as `2024-5`.
  package static func numbers(in text: some StringProtocol) -> [Int]? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 }) else {
      return nil
    }
    let numbers = parts.compactMap { number($0) }
    return numbers.count == parts.count ? numbers : nil
  }

  /// Reads ASCII digits alone: no sign, no blank.
  ///
  /// - Returns: `nil` for anything else, for nothing, and for more than an `Int` can hold.
  package static func number(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }

  /// Writes a number with zeros in front, up to `width` digits. A longer number is written whole.
  package static func text(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
