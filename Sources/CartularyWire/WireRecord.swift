package import CartularyModel

/// A whole record with the keys of a manifest.
///
/// It is not a `WireObject`: its keys are those of the manifest, including `version`, so that what is shown can be
/// published again. What it takes over from programmes is in a key of its own, `inherited`, which a reader leaves out.
package struct WireRecord: WireValue {
  private let dataset: Dataset
  private let inheritance: TermsInheritance

  package init(_ record: PublishedDataset) { (dataset, inheritance) = (record.dataset, record.inheritance) }

  package static var typeName: String { "record" }
  package static var pluralTypeName: String { "records" }

  package func encode(to encoder: any Encoder) throws {
    try dataset.encode(to: encoder)
    guard !inheritance.isEmpty else { return }
    var container = encoder.container(keyedBy: WireKey.self)
    try container.encode(Inherited(dataset, inheritance), forKey: WireKey("inherited"))
  }

  /// What is taken over, by the keys of the manifest.
  private struct Inherited: Encodable {
    private let access: AccessTerms?
    private let accessRights: AccessRights?
    /// Ids of the records that state it, by the path of what is taken over.
    private let from: [String: [String]]
    /// Why nothing comes from a programme that is named.
    private let gaps: [String]

    init(_ dataset: Dataset, _ inheritance: TermsInheritance) {
      let effective = EffectiveTerms(dataset.useTerms(inheriting: inheritance))
      let taken = effective.taken
      access = taken.access.isEmpty ? nil : taken.access
      accessRights = taken.accessRights
      from = Dictionary(uniqueKeysWithValues: effective.takenPaths.map { ($0.path, $0.ids) })
      gaps = inheritance.gaps.map(\.message)
    }

    private enum CodingKeys: String, CodingKey {
      case access, from, gaps
      case accessRights = "access-rights"
    }
  }
}

/// A record as one key of an answer that has its own keys.
package struct WireShow: WireObject {
  private let record: WireRecord

  package init(_ record: PublishedDataset) { self.record = WireRecord(record) }

  package static let name = "show"
  package static let summary = "A whole record."
  package static let fields: [WireField<WireShow>] = [
    .init("item", "The record with the keys of a manifest.") { $0.record }
  ]
}
