internal import CartularyModel
internal import CartularyQuery

extension CatalogField {
  /// The field that says how the data can be had on the day of the question.
  ///
  /// An embargo ends by itself, so the whole schedule is indexed, and each of the few that records have is read for the
  /// day when a query is run.
  static func availability(_ name: String, exact: String, slot: UInt32) -> CatalogField {
    let terms = Availability.allCases.map { code in
      Term(
        value: code.rawValue,
        spellings: Availability.aliases.filter { $0.value == code }.keys.sorted(),
        isRanked: code != .notStated)
    }
    var field = CatalogField(
      name: name, aliases: [], kind: .keyword,
      help: "How the data can be had today, from the easiest way to none.", isFacet: true, exactPrefix: exact,
      text: nil, slot: slot, sorting: nil, vocabulary: terms, isOrdered: true,
      values: { values(of: $0.useTerms) })
    field.valuesOfTerms = values
    field.reading = { schedule, day in AvailabilitySchedule(schedule)?.kind(on: day).rawValue }
    return field
  }

  private static func values(of terms: UseTerms) -> [String] { [AvailabilitySchedule(terms).description] }
}
