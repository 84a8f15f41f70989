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
    var firstLine: [String: SourceMark] = [:]
    do throws(JSONReader.Fault) {
      try reader.forEachEntry { key, _, reader throws(JSONReader.Fault) in
        guard key == "dataset" else { return try reader.skipValue() }
        try reader.forEachItem { reader throws(JSONReader.Fault) in
          _ = reader.nextByte()
          let start = reader.offset
          let node = try reader.value()
          guard let dataset = DCATUSRecord(node).dataset(&report) else { return }
          if firstLine.updateValue(node.mark, forKey: dataset.id) != nil {
            report.say(
              .skippedFile, "identifier of '\(dataset.id)' is repeated; this record is left out",
              at: node.mark)
            return
          }
          record(FoundRecord(dataset: dataset, mark: node.mark, sourceRange: start..<reader.offset))
        }
      }
    } catch {
      report.say(error)
    }
  }
}
