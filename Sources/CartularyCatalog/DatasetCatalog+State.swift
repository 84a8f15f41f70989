internal import CartularyBase
internal import CartularyIndex
package import CartularyModel

extension DatasetCatalog {
  /// What all that a viewer may see is known by: while it stays the same, so do all answers of one day.
  ///
  /// It depends on the shards that the viewer may open, and on nothing else: what is published for others does not
  /// change it.
  ///
  /// - Returns: Sixteen hexadecimal digits.
  /// - Throws: `CatalogError` when the catalog cannot be read.
  package func state(for viewer: Viewer) throws -> String {
    try withSession(viewer) { session in
      let digits = String(FNV1a.hash(session.reader.state.fingerprint), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}
