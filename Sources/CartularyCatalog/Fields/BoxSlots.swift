internal import CartularyModel
internal import CartularyQuery
internal import CartularyIndex

/// How the rectangles of a record meet the rectangle of a query.
///
/// Each rectangle has four slots, of its west, south, east and north, as digits that compare like the
/// degrees. One that crosses the antimeridian is kept as the two that it is. Beyond `count` rectangles the
/// last stands for all the rest by the one that holds them.
enum BoxSlots {
  static let count = 4
  private static let first: UInt32 = 40

  /// A rectangle that does not cross the antimeridian.
  struct Plain: Equatable {
    var west, south, east, north: Double
  }

  static func set(_ places: [Place], in document: inout IndexDocument) {
    let boxes = places.compactMap(\.box).flatMap { plain($0.west, $0.south, $0.east, $0.north) }
    for (index, box) in bounded(boxes).enumerated() {
      let sides = [box.west, box.south, box.east, box.north]
      for (side, degrees) in sides.enumerated() { document.set(slot(index, side), to: digits(degrees)) }
    }
  }

  /// Records of which any rectangle shares a point with the one asked for.
  static func query(_ box: CartularyQuery.BoundingBox) -> IndexQuery {
    let asked = plain(box.west, box.south, box.east, box.north)
    return .or(
      asked.flatMap { box in
        (0..<count).map { index in
          .and([
            .valueRange(slot: slot(index, 0), lower: digits(-180), upper: digits(box.east)),
            .valueRange(slot: slot(index, 2), lower: digits(box.west), upper: digits(180)),
            .valueRange(slot: slot(index, 1), lower: digits(-90), upper: digits(box.north)),
            .valueRange(slot: slot(index, 3), lower: digits(box.south), upper: digits(90)),
          ])
        }
      })
  }

  private static func plain(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [Plain] {
    guard west > east else { return [Plain(west: west, south: south, east: east, north: north)] }
    return [
      Plain(west: west, south: south, east: 180, north: north),
      Plain(west: -180, south: south, east: east, north: north),
    ]
  }

  private static func bounded(_ boxes: [Plain]) -> [Plain] {
    guard boxes.count > count else { return boxes }
    let rest = boxes[(count - 1)...].dropFirst().reduce(boxes[count - 1]) { hull, box in
      Plain(
        west: min(hull.west, box.west), south: min(hull.south, box.south), east: max(hull.east, box.east),
        north: max(hull.north, box.north))
    }
    return boxes[..<(count - 1)] + [rest]
  }

  private static func slot(_ index: Int, _ side: Int) -> UInt32 { first + UInt32(index * 4 + side) }

  /// Millionths of a degree above -180: ten centimetres, in nine digits.
  private static func digits(_ degrees: Double) -> String {
    let number = String(Int(((degrees + 180) * 1_000_000).rounded()))
    return String(repeating: "0", count: 9 - number.count) + number
  }
}
