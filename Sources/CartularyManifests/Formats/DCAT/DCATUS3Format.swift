internal import CartularyModel

/// DCAT-US 3.0 as JSON-LD: the successor of the `data.json` of United States agencies.
///
/// Unlike 1.1, it states licences in the distribution, has no `accessLevel`, and may be a flat graph.
struct DCATUS3Format: ManifestFormat {
  let name = "dcat-us-3.0"
  let isCatalog = true
  let leftOut = LinkedFields.leftOut

  func recognizes(_ document: SourceDocument) -> Bool { LinkedKind.of(document) == .dcatUS3 }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    LinkedRecords.read(document, as: .dcatUS3, report: &report, record: record) { catalog in
      let record = DCATRecord(catalog: catalog)
      return { fields, dataset, report in
        fields.reportMissing(Self.required, report: &report)
        record.read(&fields, into: &dataset, &report)
        DCATUS3Restriction.readRights(&fields, into: &dataset)
      }
    }
  }

  /// What its JSON schema requires of a dataset.
  private static let required: [(label: String, names: [String])] = [
    ("title", ["dct:title"]), ("description", ["dct:description"]), ("publisher", ["dct:publisher"]),
    ("contactPoint", ["dcat:contactPoint"]),
  ]
}

/// The restrictions of DCAT-US 3, drawn from the National Archives' lists.
enum DCATUS3Restriction {
  static let names: [(name: String, label: String)] = [
    ("dcat-us:accessRestriction", "access restriction"),
    ("dcat-us:cuiRestriction", "controlled unclassified"),
    ("dcat-us:useRestriction", "use restriction"),
  ]

  /// What a restriction says, on one line; `nil` if it says nothing.
  static func text(_ value: LinkedGraph.Value, in fields: LinkedFields) -> String? {
    guard let resource = fields.graph.resource(of: value) else { return fields.address(of: value) }
    var part = LinkedFields(resource, in: fields.graph)
    let codes = ["dcat-us:restrictionStatus", "dcat-us:specificRestriction", "dcat-us:cuiBannerMarking"]
      .flatMap { name in part.texts(name).map(AuthorityCodes.code) }
    let notes = ["dcat-us:restrictionNote", "dcat-us:designationIndicator", "dct:description"]
      .flatMap { name in part.texts(name) }
    let words = (codes + notes).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// The access rights that the distributions' restrictions amount to, if the dataset itself states none.
  ///
  /// "Possibly restricted" is not a statement; it is kept as a note and not interpreted.
  static func readRights(_ fields: inout LinkedFields, into dataset: inout Dataset) {
    var isRestricted = false
    var isUnrestricted = false
    for distribution in fields.resource["dcat:distribution"]?.values ?? [] {
      guard let resource = fields.graph.resource(of: distribution) else { continue }
      if resource["dcat-us:cuiRestriction"] != nil { isRestricted = true }
      for value in resource["dcat-us:accessRestriction"]?.values ?? [] {
        guard let restriction = fields.graph.resource(of: value),
          let status = restriction["dcat-us:restrictionStatus"]?.values.first
        else { continue }
        switch fields.address(of: status).map(AuthorityCodes.code) {
        case "RestrictedFully", "RestrictedPartly": isRestricted = true
        case "Unrestricted": isUnrestricted = true
        default: break
        }
      }
    }
    guard dataset.accessRights == nil, isRestricted || isUnrestricted else { return }
    dataset.accessRights = isRestricted ? .restricted : .public
  }
}
