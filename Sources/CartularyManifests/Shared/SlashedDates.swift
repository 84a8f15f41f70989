/// Days written as three numbers with slashes: `4/1/11`, `31/12/2017`.
///
/// The order of day and month is not stated. It is known where one of them is above 12, in this date or in the one
/// beside it, or where both are the same; otherwise only the year is.
enum SlashedDates {
  /// Both ends of a period in ISO 8601, as far as they are known; other texts unchanged.
  static func read(_ start: String?, _ end: String?) -> (start: String?, end: String?) {
    let parts = [start, end].map { $0.flatMap(numbers(of:)) }
    let orders = parts.compactMap { $0.flatMap(monthComesFirst) }
    let monthFirst = Set(orders).count == 1 ? orders[0] : nil
    func text(_ written: String?, _ numbers: [Int]?) -> String? {
      guard let numbers else { return written }
      let own = monthComesFirst(numbers) ?? monthFirst
      guard numbers[0] == numbers[1] || own != nil else { return String(numbers[2]) }
      let (month, day) = own == false ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
      guard (1...12).contains(month), (1...31).contains(day) else { return written }
      return "\(numbers[2])-\(padded(month))-\(padded(day))"
    }
    return (text(start, parts[0]), text(end, parts[1]))
  }

  /// Two numbers in their order, then the year with four digits; `nil` for other text.
  private static func numbers(of text: String) -> [Int]? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let first = parts[0], let second = parts[1], let year = parts[2],
      (1...31).contains(first), (1...31).contains(second)
    else { return nil }
    // Two digits are of this century or the last one.
    if (0..<100).contains(year) { return [first, second, year < 50 ? 2000 + year : 1900 + year] }
    return (1000...9999).contains(year) ? [first, second, year] : nil
  }

  private static func monthComesFirst(_ numbers: [Int]) -> Bool? {
    if numbers[0] > 12 { return false }
    return numbers[1] > 12 ? true : nil
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
