package import CartularyCatalog

/// A hit as an object with the fields of `HitFields`. Every requested field is present, as `null` if nothing is stated,
/// so a program need not check for missing keys.
package struct WireHit: WireValue {
  private let hit: Hit
  private let fields: [HitField]

  package init(_ hit: Hit, fields: [HitField] = HitFields.all) { (self.hit, self.fields) = (hit, fields) }

  static let name = "hit"
  package static var typeName: String { "[hit](#hit)" }
  package static var pluralTypeName: String { "[hits](#hit)" }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: WireKey.self)
    for field in fields { try field.write(hit.dataset, hit, to: &container) }
  }
}

extension HitField {
  /// - Parameter hit: `nil` for a dataset that was not found by a query; only fields of the record are written then.
  func write(
    _ dataset: DatasetSummary, _ hit: Hit?, to container: inout KeyedEncodingContainer<WireKey>
  ) throws {
    let key = WireKey(name)
    switch value {
    case .text(let text): try container.encode(text(dataset), forKey: key)
    case .optionalText(let text): try container.encode(text(dataset), forKey: key)
    case .list(let texts): try container.encode(texts(dataset), forKey: key)
    case .marked(let text):
      if let hit { try container.encode(MatchMarks.asterisks(text(hit)), forKey: key) }
    case .found(let text): if let hit { try container.encode(text(hit), forKey: key) }
    case .use(let text): if let hit { try container.encode(text(hit), forKey: key) }
    case .step(let step): if let hit { try container.encode(step(hit).map(WireStep.init), forKey: key) }
    }
  }
}
