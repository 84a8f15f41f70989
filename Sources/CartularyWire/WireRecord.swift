package import CartularyModel

/// A whole record with the keys of a manifest.
///
/// It is not a `WireObject`: its keys are those of the manifest, including `version`, so that what is shown can be
/// published again.
package struct WireRecord: WireValue {
  private let dataset: Dataset

  package init(_ dataset: Dataset) { self.dataset = dataset }

  package static var typeName: String { "record" }
  package static var pluralTypeName: String { "records" }

  package func encode(to encoder: any Encoder) throws { try dataset.encode(to: encoder) }
}

/// A record as one key of an answer that has its own keys.
package struct WireShow: WireObject {
  private let record: WireRecord

  package init(_ dataset: Dataset) { record = WireRecord(dataset) }

  package static let name = "show"
  package static let summary = "A whole record."
  package static let fields: [WireField<WireShow>] = [
    .init("item", "The record with the keys of a manifest.") { $0.record }
  ]
}
