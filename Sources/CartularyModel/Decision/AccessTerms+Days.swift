internal import CartularyBase

// What the days on which access begins and ends say of one day: the same for what is permitted and for how data is had.
// Each of them is `nil` on a day on which nothing stands in the way.

extension AccessTerms {
  /// An embargo until a date, of which only the month or year may be known.
  func embargoUntilReason(on day: CalendarDate) -> UseReason? {
    guard let date = embargoUntil else { return nil }
    let (term, path) = (date.description, "access.embargo-until")
    if day < date.firstDay {
      return UseReason(.failing, "embargo-until", term, at: path, "there is no access before \(date)")
    }
    guard date.day == nil, day <= date.lastDay else { return nil }
    return UseReason(
      .unanswered, "embargo-until", term, at: path, "on which day of \(date) access begins is not stated")
  }

  /// An embargo that begins with an event: until its end where the day is known, else for as long as it is not. One of each
  /// part for itself keeps nothing whole back.
  func embargoReason(on day: CalendarDate) -> UseReason? {
    guard let embargo, embargo.isOfEachPart != true else { return nil }
    let (term, path) = ("\(embargo.after) after \(embargo.event)", "access.embargo")
    func reason(_ kind: UseReason.Kind, _ message: String) -> UseReason {
      UseReason(kind, "embargo", term, at: path, message)
    }
    guard let end = embargo.end else {
      return reason(.unanswered, "there is no access before \(term): when was that?")
    }
    if day < end.first { return reason(.failing, "there is no access before \(end.first), which is \(term)") }
    guard day < end.last else { return nil }
    return reason(.unanswered, "on which day \(embargo.event) was, and so access begins, is not stated")
  }

  /// A date by which all data has to be erased.
  func eraseByReason(on day: CalendarDate) -> UseReason? {
    guard let date = eraseBy, day > date.lastDay else { return nil }
    return UseReason(
      .failing, "erase-by", date.description, at: "access.erase-by", "the data had to be gone by \(date)")
  }

  /// The days on which something may begin that did not hold on the day before, in no order.
  var daysOfChange: [CalendarDate] {
    let until = embargoUntil.map { [$0.firstDay, $0.lastDay, $0.lastDay.adding(days: 1)] } ?? []
    return until + [embargo?.end?.last, eraseBy?.lastDay.adding(days: 1)].compactMap { $0 }
  }
}

extension RelativeEmbargo {
  /// In words: "18 months after study completion, for each part".
  package var line: String { "\(after) after \(event)" + (isOfEachPart == true ? ", for each part" : "") }

  /// The first and the last day on which access may begin; `nil` while the day of the event is not known, and where each
  /// part has one of its own.
  var end: (first: CalendarDate, last: CalendarDate)? {
    isOfEachPart == true ? nil : date.map { (after.after($0.firstDay), after.after($0.lastDay)) }
  }
}
