internal import CartularyBase
internal import CartularyModel

extension BoundingBox {
  /// A polygon around the four corners, as in `dcat:bbox`.
  var wellKnownText: String {
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    let text = corners.map { "\(Self.text($0)) \(Self.text($1))" }.joined(separator: ",")
    return "POLYGON((\(text)))"
  }

  /// Without a fraction if it is a whole number.
  static func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? number.description }
}

extension BoundingBox {
  /// Whether another lies wholly within this one, without a box that crosses the antimeridian being taken apart.
  func encloses(_ other: BoundingBox) -> Bool {
    guard south <= other.south, other.north <= north else { return false }
    if west <= east { return other.west <= other.east && west <= other.west && other.east <= east }
    return other.west >= west && other.west <= 180 && (other.east <= east || other.east >= other.west)
  }
}
