internal import CartularyModel

/// Collections of the SpatioTemporal Asset Catalog: one, a list of them, or an API's `collections`.
struct STACFormat: ManifestFormat {
  let name = "stac-collection"
  let isCatalog = true
  let leftOut = STACCollection.leftOut.union(["links.rel=self", "links.rel=about"])

  func recognizes(_ document: SourceDocument) -> Bool {
    let outline = document.outline
    if let item = outline.firstItem { return Self.isCollection(item.keys, item.scalars) }
    if outline.arrays.contains("collections"), let first = outline.members["collections"] {
      return Self.isCollection(first.keys, first.scalars)
    }
    return Self.isSTAC(outline.keys, outline.scalars)
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    let outline = document.outline
    let place: DocumentRecords.Place
    if outline.firstItem != nil {
      place = .items
    } else if outline.members["collections"] != nil, outline.arrays.contains("collections") {
      place = .under("collections")
    } else if Self.isCollection(outline.keys, outline.scalars) {
      place = .root
    } else {
      sayOther(outline, &report)
      return
    }
    DocumentRecords.read(document, at: place, report: &report, record: record) { node, report in
      var collection = STACCollection(node)
      return collection.dataset(&report)
    }
  }

  private static func isSTAC(_ keys: Set<String>, _ scalars: [String: String]) -> Bool {
    keys.contains("stac_version")
      || scalars["type"] == "Collection" && keys.contains("extent") && keys.contains("license")
  }

  /// Before version 1.0 only the extent distinguished a collection from a catalog.
  private static func isCollection(_ keys: Set<String>, _ scalars: [String: String]) -> Bool {
    isSTAC(keys, scalars)
      && (scalars["type"] ?? (keys.contains("extent") ? "Collection" : "")) == "Collection"
  }

  private func sayOther(_ outline: JSONOutline, _ report: inout SourceReport) {
    switch outline.scalars["type"] {
    case "Feature":
      report.say(
        .nothingFound, "a STAC Item, which is one part of a dataset", at: nil,
        help: "read the Collection that it belongs to")
    case "FeatureCollection":
      report.say(
        .nothingFound, "STAC Items, which are parts of a dataset", at: nil,
        help: "read the Collection that they belong to")
    default:
      report.say(
        .nothingFound, "a STAC Catalog, which lists collections and does not describe a dataset itself",
        at: nil,
        help: "read the Collections that its 'child' links name")
    }
  }
}
