internal import CartularyModel

/// That a record names another, or may be named, in a way on which terms of use depend: by an id, or by an address as
/// `RecordAddress` writes it.
package struct RecordReference: Hashable {
  package enum Kind: String {
    /// It takes terms from the other where it states none.
    case terms
    /// It takes the place of the other, or has that address.
    case replaces
  }

  let target: String
  let kind: Kind

  init(target: String, kind: Kind) { (self.target, self.kind) = (target, kind) }

  static func references(of dataset: Dataset) -> Set<RecordReference> {
    Set(dataset.programmeNames.map { RecordReference(target: $0, kind: .terms) })
      .union(dataset.otherNames.map { RecordReference(target: $0, kind: .replaces) })
  }

  /// Whether a record's JSON may have any; `false` is certain.
  static func mayStandIn(_ json: String) -> Bool {
    ["\"identifiers\"", "\"relations\"", "\"intermediary\""].contains { json.contains($0) }
  }

  static func precedes(_ first: RecordReference, _ second: RecordReference) -> Bool {
    (first.target, first.kind.rawValue) < (second.target, second.kind.rawValue)
  }
}
