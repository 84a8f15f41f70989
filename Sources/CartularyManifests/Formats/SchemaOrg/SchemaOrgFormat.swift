internal import CartularyModel

/// schema.org's Dataset as JSON-LD: alone, in an `@graph`, or listed by a DataCatalog.
struct SchemaOrgFormat: ManifestFormat {
  let name = "schema-org"
  let isCatalog = true
  let leftOut = LinkedFields.leftOut

  func recognizes(_ document: SourceDocument) -> Bool { LinkedKind.of(document) == .schemaOrg }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    LinkedRecords.read(document, as: .schemaOrg, report: &report, record: record) { catalog in
      let record = SchemaOrgRecord(catalog: catalog)
      return { fields, dataset, report in
        // What the search engines that read it require.
        fields.reportMissing(
          [("name", ["schema:name"]), ("description", ["schema:description"])], report: &report)
        record.read(&fields, into: &dataset, &report)
        dataset.distributions = record.distributions(&fields, &report)
      }
    }
  }
}
