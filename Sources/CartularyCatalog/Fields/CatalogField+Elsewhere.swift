internal import CartularyModel
internal import CartularyQuery

// What of a row counts for an engine that has no terms and slots of ours.

extension CatalogField {
  /// What one occurrence of a word counts, as Docs/RANKING.md has it; `nil` if its words are not searched.
  package var weightOfWords: Double? { text?.weight.weight }

  /// The same of our own words for codes of the record; `nil` for fields that have none.
  package var weightOfLabels: Double? { labels == nil ? nil : FieldWeight.labels.weight }

  /// Whether anyone may coin a value, so that case and accents do not matter.
  package var isOpen: Bool { vocabulary.isEmpty || !queryField.openValuePrefixes.isEmpty }

  /// Whether what a query may write for a value is more than the value in any case.
  package var hasSpellings: Bool { shown != nil || kind == .identifier && exactPrefix != TermPrefix.id }

  /// Whether its values are an `AvailabilitySchedule`, to be read for a day.
  package var isSchedule: Bool { reading != nil }

  /// Whether a record that states these values, or for which we have words of our own, is one that `has:` finds.
  package func isFilled(_ values: [String], labels: [String]) -> Bool { isStated(values) || !labels.isEmpty }
}
