internal import CartularyModel

/// The metadata of Health Data Research UK's gateway, version 1.1.7: a file of `dataModels`, a list, or one.
struct HDRUK1Format: ManifestFormat {
  let name = "hdruk-1"
  let isCatalog = true
  let leftOut = HDRUK1Record.leftOut

  func recognizes(_ document: SourceDocument) -> Bool {
    HDRUKFiles.place(of: ["domainType", "documentationVersion", "label"], in: document.outline) != nil
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    let keys: Set = ["domainType", "documentationVersion", "label"]
    guard let place = HDRUKFiles.place(of: keys, in: document.outline) else { return }
    DocumentRecords.read(document, at: place, report: &report, record: record) { node, report in
      var entry = HDRUK1Record(node)
      return entry.dataset(&report)
    }
  }
}

/// The same, version 2.
struct HDRUK2Format: ManifestFormat {
  let name = "hdruk-2"
  let isCatalog = true

  func recognizes(_ document: SourceDocument) -> Bool {
    HDRUKFiles.place(of: ["summary", "accessibility"], in: document.outline) != nil
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    guard let place = HDRUKFiles.place(of: ["summary", "accessibility"], in: document.outline) else { return }
    DocumentRecords.read(document, at: place, report: &report, record: record) { node, report in
      var entry = HDRUK2Record(node)
      return entry.dataset(&report)
    }
  }
}

private enum HDRUKFiles {
  /// Where the records with these keys are; `nil` if there are none.
  static func place(of keys: Set<String>, in outline: JSONOutline) -> DocumentRecords.Place? {
    for list in ["dataModels", "datasets"] where outline.arrays.contains(list) {
      if outline.members[list]?.keys.isSuperset(of: keys) == true { return .under(list) }
    }
    if outline.firstItem?.keys.isSuperset(of: keys) == true { return .items }
    return outline.keys.isSuperset(of: keys) ? .root : nil
  }
}
