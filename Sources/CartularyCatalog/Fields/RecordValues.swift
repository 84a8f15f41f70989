internal import CartularyBase
package import CartularyModel
internal import CartularyQuery

/// What a record says by the field table: what is indexed of it, and what other engines get of it.
package struct RecordValues {
  /// The record itself, without variables that not everyone in its audience may know of.
  let stated: Dataset
  /// The same with the terms that it takes over as its own.
  package let dataset: Dataset
  /// All terms that hold for the record.
  let terms: UseTerms
  /// Those of a record that has to be read without its programmes.
  private let own: UseTerms

  /// - Parameter inheritance: What the record takes over from its programmes.
  package init(_ whole: Dataset, inheriting inheritance: TermsInheritance) {
    stated = whole.withoutNarrowerVariables
    dataset = stated.taking(inheritance)
    terms = stated.useTerms(inheriting: inheritance)
    own = inheritance.programmes.isEmpty ? terms : dataset.useTerms
  }

  /// Records with equal terms share it.
  package var termsKey: String { terms.key }

  /// The values of a field in their order, without those that show nothing: they would be rows that nobody can read.
  package func values(of field: CatalogField) -> [String] {
    let values = field.valuesOfTerms?(own) ?? field.values(field.isOwn ? stated : dataset)
    return values.filter { !FoldedText.isNothing($0) }
  }

  /// What facets show of a field.
  ///
  /// - Parameter values: Those of the field.
  package func shown(of field: CatalogField, _ values: [String]) -> [String] {
    field.shown.map { $0.values(dataset).filter { !FoldedText.isNothing($0) } } ?? values
  }

  /// Our own words for what codes of the record mean.
  package func labels(of field: CatalogField) -> [String] { field.labels?(dataset) ?? [] }

  /// What a query may write for the values of a field, apart from case, accents and blanks.
  ///
  /// - Parameters:
  ///   - values: Those of the field.
  ///   - shown: What facets show of it.
  package func spellings(of field: CatalogField, _ values: [String], shown: [String]) -> [String] {
    let whole = field.shown == nil ? values : values + shown
    return field.kind == .identifier ? whole.flatMap(ExactTerm.identifierSpellings) : whole
  }

  /// Values without those that search takes for one before: a record counts once for them.
  package static func distinct(_ values: [String]) -> [String] {
    guard values.count > 1 else { return values }
    var seen: Set<String> = []
    return values.filter { seen.insert(ExactTerm.fold($0)).inserted }
  }
}
