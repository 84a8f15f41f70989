internal import CartularyBase
internal import CartularyModel

/// The rectangle around a geometry, which is all that a catalog needs.
enum Geometry {
  /// From GeoJSON as text, Well-Known Text, or four numbers; `nil` for other text and for other coordinate
  /// systems than longitude and latitude.
  static func box(of text: String) -> BoundingBox? {
    guard let text = SourceNode.nonEmpty(text) else { return nil }
    guard text.hasPrefix("{") else { return BoundingBox(written: text) }
    guard text.utf8.count <= ManifestLimits.recordByteCount else { return nil }
    var reader = JSONReader(Array(text.utf8))
    return (try? reader.document()).flatMap(box(of:))
  }

  /// From a geometry, a feature or a collection of GeoJSON.
  static func box(of node: SourceNode) -> BoundingBox? {
    if let sides = node["bbox"], let box = BoundingBox(sides) { return box }
    var points: [(longitude: Double, latitude: Double)] = []
    guard collect(node, into: &points) else { return nil }
    for key in ["type", "crs"] { node[key]?.markAllAsRead() }
    return BoundingBox(around: points)
  }

  private typealias Points = [(longitude: Double, latitude: Double)]

  private static func collect(_ node: SourceNode, into points: inout Points) -> Bool {
    for key in ["geometry", "geometries", "features"] {
      guard let inner = node[key] else { continue }
      return inner.items.allSatisfy { collect($0, into: &points) }
    }
    return node["coordinates"].map { collectPositions($0, into: &points) } ?? false
  }

  /// A position is a list of numbers; everything above it is lists of those.
  private static func collectPositions(_ node: SourceNode, into points: inout Points) -> Bool {
    guard case .list(let items) = node.content else { return false }
    let numbers = items.compactMap { $0.text.flatMap(Double.init) }
    if numbers.count == items.count, numbers.count >= 2 {
      points.append((numbers[0], numbers[1]))
      return true
    }
    return items.allSatisfy { collectPositions($0, into: &points) }
  }
}

extension BoundingBox {
  /// West, south, east and north, as a list or as one text; or six numbers with heights, as GeoJSON has them.
  init?(_ node: SourceNode) {
    if let text = node.text {
      self.init(written: text)
      return
    }
    let numbers = node.items.compactMap { $0.text.flatMap { Double(SourceNode.trim($0)) } }
    guard numbers.count == node.items.count else { return nil }
    switch numbers.count {
    case 4: self.init(anyLongitudes: numbers[0], numbers[1], numbers[2], numbers[3])
    case 6: self.init(anyLongitudes: numbers[0], numbers[1], numbers[3], numbers[4])
    default: return nil
    }
  }
}

extension Place {
  /// A place as GeoJSON, also within text, or as `Place(written:)` reads it.
  init?(_ node: SourceNode) {
    let text = node.firstText
    if node.entries == nil, text?.hasPrefix("{") != true {
      // JSON that is not a box is not a name either.
      if let text, text.hasPrefix("[["), BoundingBox(written: text) == nil { return nil }
      guard let place = text.flatMap({ Place(written: $0) }) else { return nil }
      self = place
    } else {
      guard let box = text.map({ Geometry.box(of: $0) }) ?? Geometry.box(of: node) else { return nil }
      self.init(box: box)
    }
  }
}
