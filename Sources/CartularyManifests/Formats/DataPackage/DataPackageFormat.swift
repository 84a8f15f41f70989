internal import CartularyModel

/// Frictionless Data Package, versions 1 and 2: `datapackage.json`, or the same in YAML.
struct DataPackageFormat: ManifestFormat {
  let name = "data-package"
  let isCatalog = true
  let leftOut = DataPackageRecord.leftOut.union(["fields.format=default"])

  /// A profile that says so, or a list of resources as packages have them.
  func recognizes(_ document: SourceDocument) -> Bool {
    let outline = document.outline
    let profile = outline.scalars["$schema"] ?? outline.scalars["profile"] ?? ""
    if ["data-package", "data-resource", "datapackage"].contains(where: profile.contains) { return true }
    guard outline.arrays.contains("resources"), outline.keys.isDisjoint(with: Self.keysOfCKAN) else {
      return false
    }
    guard let resource = outline.members["resources"] else { return outline.keys.contains("name") }
    return !resource.keys.isDisjoint(with: ["path", "data", "schema", "mediatype", "profile"])
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    DocumentRecords.read(
      document, at: .root, limit: ManifestLimits.packageByteCount, report: &report, record: record
    ) { node, report in
      var package = DataPackageRecord(node)
      return package.dataset(&report)
    }
  }

  /// CKAN's packages have resources too.
  private static let keysOfCKAN: Set = [
    "license_id", "notes", "organization", "metadata_created", "owner_org",
  ]
}
