internal import CartularyModel

/// DCAT-US 1.1, the `data.json` of United States agencies.
///
/// Real catalogs lack fields that the format requires. Such a record is imported with a warning for
/// each, never refused.
struct DCATUSFormat: ManifestFormat {
  let name = "dcat-us-1.1"
  let isCatalog = true
  let leftOut = DCATUSRecord.leftOut

  func recognizes(_ document: SourceDocument) -> Bool {
    guard case .json(let outline) = document.syntax, outline.arrays.contains("dataset") else { return false }
    // A document that names another vocabulary is in another format; DCAT-US 3 has a `dataset` array too.
    guard LinkedKind.of(document) == nil else { return false }
    let schema = outline.scalars["conformsTo"] ?? outline.scalars["@context"]
    return schema.map { $0.contains("project-open-data") } ?? true
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    var ids = ImportedIDs()
    JSONCatalog.forEachRecord(of: document, under: "dataset", report: &report) { node, range, report in
      var entry = DCATUSRecord(node)
      guard let read = entry.dataset(&report),
        let dataset = ids.distinct(
          read, from: read.identifiers.first ?? read.id, at: node.mark, report: &report)
      else { return }
      record(FoundRecord(dataset: dataset, mark: node.mark, sourceRange: range))
    }
  }
}
