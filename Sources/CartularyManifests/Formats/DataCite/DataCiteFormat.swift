internal import CartularyModel

/// DataCite's metadata as JSON, schema 4: as its REST API returns it (`data`, with `attributes`), or bare.
struct DataCiteFormat: ManifestFormat {
  let name = "datacite-4"
  let isCatalog = true
  /// The last are what the field that a value is in says already.
  let leftOut = DataCiteRecord.leftOut.union([
    "state=findable", "descriptions.descriptionType=Abstract", "descriptions.descriptionType=Methods",
    "dates.dateType=Issued", "dates.dateType=Updated", "dates.dateType=Collected", "dates.dateType=Coverage",
    "titles.titleType=TranslatedTitle", "titles.titleType=AlternativeTitle",
  ])

  func recognizes(_ document: SourceDocument) -> Bool { Self.place(in: document.outline) != nil }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    guard let place = Self.place(in: document.outline) else { return }
    DocumentRecords.read(
      document, at: place, limit: ManifestLimits.recordByteCount, report: &report, record: record
    ) { node, report in
      // A single response of the API is `{data: {attributes}}`, each item of a list `{attributes}`.
      let envelope = node["data"]?.entries == nil ? node : node["data"] ?? node
      let attributes = envelope["attributes"] ?? envelope
      guard attributes.entries != nil else {
        report.say(
          .wrongType, "'attributes' must be a map, found \(attributes.kindName)", at: attributes.mark)
        return nil
      }
      var entry = DataCiteRecord(attributes, of: envelope)
      return entry.dataset(&report)
    }
  }

  private static func place(in outline: JSONOutline) -> DocumentRecords.Place? {
    if let data = outline.members["data"], data.keys.contains("attributes"), data.scalars["type"] == "dois" {
      return outline.arrays.contains("data") ? .under("data") : .root
    }
    if let item = outline.firstItem {
      let isEnvelope = item.keys.contains("attributes") && item.scalars["type"] == "dois"
      return isEnvelope || isBare(item.keys) ? .items : nil
    }
    let isEnvelope = outline.keys.contains("attributes") && outline.scalars["type"] == "dois"
    return isEnvelope || isBare(outline.keys) ? .root : nil
  }

  /// `titles` and one of the other words that only DataCite has.
  private static func isBare(_ keys: Set<String>) -> Bool {
    keys.contains("titles")
      && !keys.isDisjoint(with: [
        "creators", "publicationYear", "rightsList", "schemaVersion", "relatedIdentifiers", "doi",
      ])
  }
}
