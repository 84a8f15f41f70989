internal import CartularyBase
internal import CartularyIndex
internal import CartularyModel

/// How the rectangles of a record meet the rectangle of a query.
///
/// Each rectangle has four slots, of its west, south, east and north, as digits that compare like the
/// degrees. One that crosses the antimeridian is kept as the two that it is. Beyond `count` rectangles the
/// last is the smallest box that holds all the others.
enum BoxSlots {
  static let count = 4
  private static let first: UInt32 = 40

  static func set(_ places: [Place], in document: inout IndexDocument) {
    let boxes = places.compactMap(\.box).flatMap(\.parts)
    for (index, box) in bounded(boxes).enumerated() {
      let sides = [box.west, box.south, box.east, box.north]
      for (side, degrees) in sides.enumerated() { document.set(slot(index, side), to: digits(degrees)) }
    }
  }

  /// Records with any rectangle that shares a point with the one asked for.
  static func query(_ box: BoundingBox) -> IndexQuery {
    .or(
      box.parts.flatMap { box in
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

  private static func bounded(_ boxes: [BoundingBox]) -> [BoundingBox] {
    guard boxes.count > count else { return boxes }
    let rest = boxes[count...].reduce(boxes[count - 1]) { $0.hull(with: $1) }
    return boxes[..<(count - 1)] + [rest]
  }

  private static func slot(_ index: Int, _ side: Int) -> UInt32 { first + UInt32(index * 4 + side) }

  /// Millionths of a degree above -180: ten centimetres, in nine digits.
  private static func digits(_ degrees: Double) -> String {
    let number = String(Int(((degrees + 180) * 1_000_000).rounded()))
    return String(repeating: "0", count: 9 - number.count) + number
  }
}
