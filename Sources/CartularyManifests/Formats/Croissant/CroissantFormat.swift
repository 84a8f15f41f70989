internal import CartularyModel

/// Croissant 0.8, 1.0 and 1.1: schema.org's Dataset with files and record sets for machine learning.
struct CroissantFormat: ManifestFormat {
  let name = "croissant"
  let isCatalog = true
  let leftOut = LinkedFields.leftOut.union(["conformsTo", "odrl:operator.@id=odrl:eq"])

  func recognizes(_ document: SourceDocument) -> Bool { LinkedKind.of(document) == .croissant }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    LinkedRecords.read(document, as: .croissant, report: &report, record: record) { catalog in
      let record = SchemaOrgRecord(catalog: catalog)
      return { fields, dataset, report in
        fields.reportMissing(Self.required, report: &report)
        record.read(&fields, into: &dataset, &report)
        ResponsibleAI.read(&fields, into: &dataset)
        dataset.distributions = record.distributions(&fields, &report)
        var tables = CroissantTables(fields.graph)
        let dictionary = tables.dictionary(&fields, &report)
        if !dictionary.tables.isEmpty {
          dataset.dataDictionary = DataDictionary(
            tables: (dataset.dataDictionary?.tables ?? []) + dictionary.tables)
        }
        // Our own writer says so of files without a digest, and of nothing else.
        let isLive = fields.text("cr:isLiveDataset")?.lowercased() == "true"
        if isLive, fields.resource.id.flatMap(OwnAddress.id) == nil {
          dataset.frequency = .irregular
          dataset.frequencyText = "live dataset"
        }
        fields.leaveOut("dct:conformsTo")
      }
    }
  }

  /// What version 1.0 requires. A third of its own examples state no licence, so each is worth no more than
  /// a warning.
  private static let required: [(label: String, names: [String])] = [
    ("name", ["schema:name"]), ("description", ["schema:description"]), ("license", ["schema:license"]),
    ("url", ["schema:url"]), ("creator", ["schema:creator", "schema:author"]),
    ("datePublished", ["schema:datePublished"]),
  ]
}
