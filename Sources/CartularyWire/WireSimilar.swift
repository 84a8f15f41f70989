package import CartularyCatalog

/// Datasets similar to a given one.
package struct WireSimilar: WireObject {
  /// A dataset with the words that both share.
  package struct Item: WireValue {
    private let similar: SimilarDataset

    init(_ similar: SimilarDataset) { self.similar = similar }

    static let name = "similar dataset"
    static let sharedKey = "shared"
    static let replacedByKey = "replaced-by"
    package static var typeName: String { "[similar dataset](#similar-dataset)" }
    package static var pluralTypeName: String { "[similar datasets](#similar-dataset)" }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: WireKey.self)
      for field in HitFields.ofRecord { try field.write(similar.dataset, nil, to: &container) }
      try container.encode(similar.sharedTerms, forKey: WireKey(Self.sharedKey))
      try container.encode(similar.replacedBy, forKey: WireKey(Self.replacedByKey))
    }
  }

  private let items: [Item]

  package init(_ similar: [SimilarDataset]) { items = similar.map(Item.init) }

  package static let name = "similar"
  package static let pluralName = "similar"
  package static let summary = "Datasets similar to a given one."
  package static let fields: [WireField<WireSimilar>] = [
    .init("items", "The most similar first.") { $0.items }
  ]
}
