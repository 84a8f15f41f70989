public import CartularyBase
public import CartularyModel

/// Who wants to use data, what for and when.
///
/// With it `usable` becomes a field, a facet and a sort key of a search, and each hit says whether it may be used.
/// Nothing of it is stored.
public struct IntendedUse: Sendable, Equatable {
  /// Who asks, and what for.
  public var profile: UseProfile
  /// The day of use in UTC; `nil` for the day on which the question is answered.
  public var date: CalendarDate?
  /// What belongs to which disease; without it only equal ids match.
  public var diseases: DiseaseTree?

  /// Makes an intended use.
  ///
  /// - Parameters:
  /// - profile: Who asks, and what for.
  /// - date: The day of use; `nil` for the day on which the question is answered.
  /// - diseases: What belongs to which disease; without it only equal ids match.
  public init(_ profile: UseProfile, on date: CalendarDate? = nil, diseases: DiseaseTree? = nil) {
    (self.profile, self.date, self.diseases) = (profile, date, diseases)
  }

  /// The decision on some terms, for the day of use.
  func decision(on terms: UseTerms) -> UseDecision {
    .decide(terms, for: profile, on: date ?? .today, diseases: diseases)
  }

  /// The same with a day that no longer moves, so that everything in one answer is decided for one day.
  var onFixedDay: IntendedUse {
    var fixed = self
    fixed.date = date ?? .today
    return fixed
  }
}
