internal import CartularyModel

/// DCAT as JSON-LD: DCAT-AP 3 and its extensions, and DCAT 2 and 3 in general.
///
/// Recognised by its context or its names, never by its origin: `LinkedKind`.
struct DCATFormat: ManifestFormat {
  let name = "dcat-ap-3"
  let isCatalog = true
  let leftOut = LinkedFields.leftOut

  func recognizes(_ document: SourceDocument) -> Bool { LinkedKind.of(document) == .dcat }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    LinkedRecords.read(document, as: .dcat, report: &report, record: record) { catalog in
      let record = DCATRecord(catalog: catalog)
      return { fields, dataset, report in
        // DCAT-AP 3.0.1's shapes require these two of a dataset.
        fields.reportMissing(
          [("dct:title", ["dct:title"]), ("dct:description", ["dct:description"])], report: &report)
        record.read(&fields, into: &dataset, &report)
      }
    }
  }
}
