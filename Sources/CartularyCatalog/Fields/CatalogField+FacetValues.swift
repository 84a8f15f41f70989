internal import CartularyBase
package import CartularyModel

extension CatalogField {
  /// What facets of the field show of a record: each value once, in their order; empty if the record says nothing.
  package func facetValues(of dataset: Dataset) -> [String] { (shown?.values ?? values)(dataset).distinct() }
}
