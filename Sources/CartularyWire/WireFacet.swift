package import CartularyCatalog

/// How many of the matches have each value of a field.
package struct WireFacet: WireObject {
  package struct Value: WireObject {
    private let value: Facet.Value

    init(_ value: Facet.Value) { self.value = value }

    package static let name = "facet value"
    package static let summary = "One value of a field."
    package static let fields: [WireField<Value>] = [
      .init("value", "In the form that a query can use.") { $0.value.value },
      .init("count", "How many of the matches have it.") { $0.value.count },
      .init("selected", "Whether the query selects it.") { $0.value.isSelected },
    ]
  }

  private let facet: Facet

  package init(_ facet: Facet) { self.facet = facet }

  package static func byField(_ facets: [Facet]) -> [String: WireFacet] {
    Dictionary(facets.map { ($0.field, WireFacet($0)) }, uniquingKeysWith: { first, _ in first })
  }

  package static let name = "facet"
  package static let summary =
    "How many of the matches have each value of a field. The field's own filter is not applied to its counts."
  package static let fields: [WireField<WireFacet>] = [
    .init("values", "The most frequent first; those that the query selects are always included.") {
      $0.facet.values.map(Value.init)
    },
    .init("remaining", "How many more values there are.") { $0.facet.remainingCount },
  ]
}

/// Facets as a whole answer.
package struct WireFacets: WireObject {
  private let facets: [String: WireFacet]

  package init(_ facets: [Facet]) { self.facets = WireFacet.byField(facets) }

  package static let name = "facets"
  package static let pluralName = "facets"
  package static let summary = "Counts of values; in `jsonl` one such object per field."
  package static let fields: [WireField<WireFacets>] = [
    .init("facets", "By field name.") { $0.facets }
  ]
}
