internal import CartularyModel

/// The lists of opengeos' `geospatial-data-catalogs`: catalogs of several agencies, each list with keys of
/// its own. (The lists of STAC collections among them are read as STAC.)
struct GeospatialListFormat: ManifestFormat {
  let name = "geospatial-list"
  let isCatalog = true
  let toleratesNaN = true
  let leftOut = GeospatialShape.all.reduce(into: Set<String>()) { $0.formUnion($1.ignored) }

  func recognizes(_ document: SourceDocument) -> Bool { Self.shape(of: document.outline) != nil }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    guard let shape = Self.shape(of: document.outline) else { return }
    DocumentRecords.read(document, at: .items, report: &report, record: record) { node, report in
      var entry = GeospatialRecord(node, shape)
      return entry.dataset(&report)
    }
  }

  private static func shape(of outline: JSONOutline) -> GeospatialShape? {
    guard let item = outline.firstItem else { return nil }
    return GeospatialShape.all.first { item.keys.isSuperset(of: $0.typeHints) }
  }
}
