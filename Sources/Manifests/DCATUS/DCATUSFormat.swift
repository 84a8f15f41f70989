internal import DatasetModel

/// DCAT-US 1.1, the `data.json` of United States agencies.
///
/// Real catalogues lack fields that the format requires. Such a record is imported with a warning for
/// each, never refused.
struct DCATUSFormat: ManifestFormat {
  let name = "dcat-us-1.1"
  let isCatalogue = true

  func recognizes(_ document: SourceDocument) -> Bool {
    guard case .json(let outline) = document.syntax, outline.arrays.contains("dataset") else { return false }
    let schema = outline.scalars["conformsTo"] ?? outline.scalars["@context"]
    return schema.map { $0.contains("project-open-data") } ?? true
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    var reader = JSONReader(document.file.bytes)
    var identifiers: [String: String] = [:]
    do throws(JSONReader.Fault) {
      try reader.forEachEntry { key, _, reader throws(JSONReader.Fault) in
        guard key == "dataset" else { return try reader.skipValue() }
        try reader.forEachItem { reader throws(JSONReader.Fault) in
          _ = reader.nextByte()
          let start = reader.offset
          let node = try reader.value()
          let size = reader.offset - start
          guard size <= ManifestLimits.recordByteCount else {
            report.say(
              .skippedRecord, "a record of \(size >> 10) KiB is left out", at: node.mark,
              help: "the limit is \(ManifestLimits.recordByteCount >> 10) KiB")
            return
          }
          guard var dataset = DCATUSRecord(node).dataset(&report) else { return }
          if let first = identifiers[dataset.id] {
            guard first != dataset.identifiers.first else {
              report.say(
                .skippedRecord, "the identifier of '\(dataset.id)' comes again; this record is left out",
                at: node.mark)
              return
            }
            // Two identifiers that differ in signs only: the later one is told apart by a hash of its own.
            let hash = ContentHash(of: (dataset.identifiers.first ?? "").utf8).description.prefix(8)
            dataset.id = DatasetID.slug(dataset.id.prefix(DatasetID.maximumByteCount - 9) + "-" + hash)
          }
          identifiers[dataset.id] = dataset.identifiers.first ?? ""
          record(FoundRecord(dataset: dataset, mark: node.mark, sourceRange: start..<reader.offset))
        }
      }
    } catch {
      report.say(error)
    }
  }
}
