internal import CartularyLedger
internal import CartularyQuery

extension Timestamp {
  /// Today in UTC.
  static func today() -> CalendarDate {
    var seconds = time(nil)
    var parts = tm()
    // Foundation's calendar would load the whole of its time zones for this.
    gmtime_r(&seconds, &parts)
    guard
      let date = CalendarDate(
        year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    else { preconditionFailure("the clock stands outside the calendar") }
    return date
  }
}
