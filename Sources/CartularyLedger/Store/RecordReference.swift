internal import CartularyModel

/// That a record names another by its id in a way on which terms of use depend.
package struct RecordReference: Hashable {
  package enum Kind: String {
    /// It takes terms from the other where it states none.
    case terms
    /// It takes the place of the other.
    case replaces
  }

  let target: String
  let kind: Kind

  static func references(of dataset: Dataset) -> Set<RecordReference> {
    Set(dataset.programmeIDs.map { RecordReference(target: $0, kind: .terms) })
      .union(dataset.formerIDs.map { RecordReference(target: $0, kind: .replaces) })
  }

  static func precedes(_ first: RecordReference, _ second: RecordReference) -> Bool {
    (first.target, first.kind.rawValue) < (second.target, second.kind.rawValue)
  }
}
