internal import CartularyModel
internal import CartularyQuery

extension CatalogField {
  /// The field whose values are decided for a profile when a query is run: no term and no slot hold it.
  static func usable(_ name: String, _ aliases: [String]) -> CatalogField {
    let terms = UseOutcome.allCases.map { outcome in
      Term(
        value: outcome.rawValue,
        spellings: UseOutcome.aliases.filter { $0.value == outcome }.keys.sorted())
    }
    var field = CatalogField(
      name: name, aliases: aliases, kind: .keyword,
      help: "Whether the profile of the question may use the data.", isFacet: true, exactPrefix: nil,
      text: nil,
      slot: nil, sorting: nil, vocabulary: terms, isOrdered: false, values: { _ in [] })
    field.needsProfile = true
    return field
  }
}
