internal import CartularyBase
internal import CartularyModel

extension BoundingBox {
  /// A polygon round the four corners, as `dcat:bbox` has it.
  var wellKnownText: String {
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    let text = corners.map { "\(Self.text($0)) \(Self.text($1))" }.joined(separator: ",")
    return "POLYGON((\(text)))"
  }

  /// Without a fraction where there is none.
  static func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? number.description }
}
