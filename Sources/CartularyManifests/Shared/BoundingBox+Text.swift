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
