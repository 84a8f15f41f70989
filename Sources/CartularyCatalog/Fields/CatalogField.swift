internal import CartularyBase
internal import CartularyModel
package import CartularyQuery

/// One row of the field table: all that is known about a field.
///
/// The parser's diagnostics, the planner, the indexer, facet lists, help and documentation read it.
package struct CatalogField: Sendable {
  /// The canonical name, as in queries, JSON and documentation.
  package let name: String
  /// Other names that queries may use.
  package let aliases: [String]
  package let kind: QueryField.Kind
  /// A sentence for people.
  package let help: String
  /// Whether its values are counted.
  package let isFacet: Bool
  /// Whether results can be ordered by it.
  package var isSortable: Bool { sorting != nil }

  /// Prefix of the boolean terms of whole values; `nil` if whole values are not searched.
  let exactPrefix: String?
  /// How its words are searched and weighed; `nil` if they are not.
  let text: TextScoring?
  /// The slot of its facet values; `nil` if it is not a facet.
  let slot: UInt32?
  let sorting: Sorting?
  /// The closed vocabulary, in its order; empty for open fields.
  let vocabulary: [Term]
  /// Whether the vocabulary's order means something.
  let isOrdered: Bool
  /// Whether it has values only with a profile of use: they are decided when a query is run.
  package internal(set) var needsProfile = false
  /// Our own words for what codes of the record mean, found as its values are and weighed as `FieldWeight.labels`; `nil`
  /// for fields that have none.
  var labels: (@Sendable (Dataset) -> [String])?
  /// For values that mean a code of the vocabulary by the day: the code on a day, `nil` if the value cannot be read.
  /// `nil` for fields whose values are what they are on every day.
  var reading: (@Sendable (_ value: String, CalendarDate) -> String?)?
  /// Whether its values are worked out when a query is run, so that no record states or lacks them.
  var isDecided: Bool { needsProfile || reading != nil }
  /// Values that say that nothing is stated: `has:` does not count them.
  var unstatedValues: Set<String> = []
  /// Whether only what the record itself says counts, whatever terms it takes over: as in the ledger.
  var isOwn = false
  /// The field's values in a record, whole, in their order; empty if the record says nothing.
  let values: @Sendable (Dataset) -> [String]

  /// The same of the terms of use that hold for the record, for fields that ask for nothing else: they take long to work
  /// out. `nil` for other fields.
  var valuesOfTerms: (@Sendable (UseTerms) -> [String])?

  /// Where several spellings are one value, how facets show it; what is shown is searched too. `nil` for fields whose
  /// values are shown as they are, but for case and accents.
  var shown: ShownValues?

  /// What facets show of a field whose values have several spellings.
  struct ShownValues: Sendable {
    let values: @Sendable (Dataset) -> [String]
    /// How a value is shown that somebody asks for.
    let spelling: @Sendable (String) -> String
  }

  /// Whether the record states something of the field.
  func isStated(_ values: [String]) -> Bool { values.contains { !unstatedValues.contains($0) } }

  /// A value of a closed vocabulary with what may be written for it.
  struct Term: Sendable {
    let value: String
    let spellings: [String]
    /// Whether it has a place in the vocabulary's order.
    var isRanked = true
  }

  /// How results are ordered by a field.
  struct Sorting: Sendable {
    let slot: UInt32
    /// Newest first is what people mean by sorting by date; A to Z by title.
    let isDescendingByNature: Bool
  }
}

/// How the words of a field are searched and weighed.
struct TextScoring: Sendable {
  /// Prefix of the field's own stems, with positions, for `title:word` and for phrases.
  let prefix: String
  /// Prefix of the field's words as they are written, for `title:univ*`.
  var wordPrefix: String { TermPrefix.word + prefix }
  let weight: FieldWeight

  init(_ prefix: String, _ weight: FieldWeight) { (self.prefix, self.weight) = (prefix, weight) }

  /// The same with another weight.
  func weighed(as weight: FieldWeight) -> TextScoring { TextScoring(prefix, weight) }
}
