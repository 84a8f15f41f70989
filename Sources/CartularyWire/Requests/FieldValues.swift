internal import CartularyBase
package import CartularyCatalog
internal import CartularyLedger
package import CartularyModel

/// The values of a field in the records that a viewer may see.
package struct FieldValues {
  /// The field's canonical name.
  package let field: String
  /// The most frequent first; a count is `nil` if the values cannot be counted.
  package let values: [(text: String, count: Int?)]
  /// How many more values there are, if that is known.
  package let remainingCount: Int

  /// The maximum number of values listed.
  package static let maximumCount = 100

  /// - Parameter listing: What lists the fields, in the words of the front that asks.
  /// - Throws: `CatalogError` for a field that does not exist, or has no values of its own.
  package init(
    of name: String, beginning prefix: String, in catalog: DatasetCatalog, as viewer: Viewer,
    use: IntendedUse? = nil, limit: Int = maximumCount, listedBy listing: String = "'fields'"
  ) throws {
    guard let field = FieldTable.field(named: name) else {
      let near = NearMiss.closest(to: name, among: FieldTable.all.map(\.name)).first
      throw CatalogError(
        .invalidArgument, "unknown field '\(name.prefix(80))'",
        help: near.map { "did you mean '\($0)'?" } ?? "\(listing) lists them")
    }
    self.field = field.name
    if field.isFacet, use != nil || !field.needsProfile {
      let wanted = FacetQuery(.named([field.name]), limit: limit, prefix: prefix)
      let facet = try catalog.facets(wanted, as: viewer, use: use).first
      values = (facet?.values ?? []).map { ($0.value, $0.count) }
      remainingCount = facet?.remainingCount ?? 0
    } else {
      let text = "\(field.name):\(prefix)"
      let list = try catalog.suggest(text, at: text.utf8.count, as: viewer, limit: limit)
      values = list.suggestions.map { ($0.text, $0.count) }
      remainingCount = 0
    }
  }
}
