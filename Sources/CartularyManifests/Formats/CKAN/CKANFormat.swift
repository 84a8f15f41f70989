internal import CartularyModel

/// Packages of a CKAN catalog: the responses of `package_show` and `package_search`, bare packages, and lists
/// of them.
struct CKANFormat: ManifestFormat {
  let extras: CKANNativeExtras
  let name = "ckan"
  let isCatalog = true
  let leftOut = CKANPackage.leftOut.union(CKANResource.leftOut).union([
    "resources.id", "extras.id", "extras.key",
  ])

  func recognizes(_ document: SourceDocument) -> Bool {
    guard case .json(let outline) = document.syntax else { return false }
    if outline.keys.contains("success"), outline.keys.contains("result") || outline.keys.contains("error") {
      return true
    }
    return Self.isPackage(outline.firstItem?.keys ?? outline.keys)
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    var ids = ImportedIDs()
    CKANEnvelope.forEachPackage(of: document, report: &report) { node, range, report in
      var package = CKANPackage(node, extras)
      guard let read = package.dataset(&report),
        let dataset = ids.distinct(read, from: package.identity, at: node.mark, report: &report)
      else { return }
      record(FoundRecord(dataset: dataset, mark: node.mark, sourceRange: range))
    }
  }

  /// Keys that CKAN gives packages and other formats do not use; a Data Package has a name and resources too.
  private static let typeHints: Set = [
    "notes", "license_id", "license_title", "owner_org", "num_resources", "num_tags", "metadata_created",
    "metadata_modified", "creator_user_id", "extras", "private", "state", "isopen", "organization",
    "maintainer_email", "author_email",
  ]

  private static func isPackage(_ keys: Set<String>) -> Bool {
    (keys.contains("name") || keys.contains("title")) && keys.intersection(typeHints).count >= 2
  }
}
