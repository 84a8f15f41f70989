package import CartularyBase

/// How data with some terms can be had, day by day: embargoes end and data is erased without anyone publishing a word.
///
/// As text it is what an index keeps: `not-released 2026-06-02 open-download` is not released before that day. Few
/// schedules are different, however many terms there are.
package struct AvailabilitySchedule: Hashable, Sendable {
  /// How it can be had before the first change.
  package let first: Availability
  /// What begins on which day, in the order of the days; empty for what no date changes.
  package let changes: [Change]

  package struct Change: Hashable, Sendable {
    package let day: CalendarDate
    package let kind: Availability
  }

  package init(_ terms: UseTerms) {
    let terms = EffectiveTerms(terms).terms
    let days = Set(terms.access.daysOfChange).sorted()
    let first = terms.availability(on: days.first?.adding(days: -1) ?? .earliest)
    var last = first
    var changes: [Change] = []
    for day in days {
      let kind = terms.availability(on: day)
      if kind != last { changes.append(Change(day: day, kind: kind)) }
      last = kind
    }
    (self.first, self.changes) = (first, changes)
  }

  /// How it can be had on a day.
  package func kind(on day: CalendarDate) -> Availability {
    changes.last { $0.day <= day }?.kind ?? first
  }
}

extension AvailabilitySchedule: LosslessStringConvertible {
  package var description: String {
    ([first.rawValue] + changes.flatMap { [$0.day.description, $0.kind.rawValue] }).joined(separator: " ")
  }

  package init?(_ description: String) {
    let words = description.split(separator: " ")
    guard let first = words.first.flatMap({ Availability(rawValue: String($0)) }), words.count % 2 == 1
    else { return nil }
    var changes: [Change] = []
    for index in stride(from: 1, to: words.count, by: 2) {
      guard let day = CalendarDate(String(words[index])),
        let kind = Availability(rawValue: String(words[index + 1]))
      else { return nil }
      changes.append(Change(day: day, kind: kind))
    }
    (self.first, self.changes) = (first, changes)
  }
}
