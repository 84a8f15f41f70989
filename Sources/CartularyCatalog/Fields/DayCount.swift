internal import CartularyBase

/// Numbers of days as slots hold them: so wide that they sort as numbers do.
enum DayCount {
  /// - Parameter count: 0 to 999,999, which is longer than any `TimeSpan`.
  static func text(_ count: Int) -> String { DateDigits.text(count, width: 6) }
}
