/// A part of the earth between two meridians and two parallels, in degrees of WGS 84.
package struct BoundingBox: Sendable, Equatable {
  package let west: Double
  package let south: Double
  package let east: Double
  package let north: Double

  /// Makes a box, or nil when the longitudes leave -180...180, the latitudes leave -90...90, or south is
  /// north of north. A west that is east of east is no mistake: such a box crosses the antimeridian.
  package init?(west: Double, south: Double, east: Double, north: Double) {
    guard (-180...180).contains(west), (-180...180).contains(east),
      (-90...90).contains(south), (-90...90).contains(north), south <= north
    else { return nil }
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// Reads `west,south,east,north`, the order of GeoJSON and OGC. White space may stand around the numbers.
  package init?(_ text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { part in
      ParsedNumber(String(part.filter { !$0.isWhitespace }))?.value
    }
    guard numbers.count == 4, text.utf8.count(where: { $0 == UInt8(ascii: ",") }) == 3 else { return nil }
    self.init(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
  }

  package var crossesAntimeridian: Bool { west > east }
}

extension BoundingBox: CustomStringConvertible {
  /// The box as a query writes it, whole degrees without a decimal point.
  package var description: String {
    [west, south, east, north].map { degrees in
      // Not `rounded()`, which needs the C library's mathematics; the limits keep degrees within an Int.
      Double(Int(degrees)) == degrees ? "\(Int(degrees))" : "\(degrees)"
    }.joined(separator: ",")
  }
}

/// A decimal number as a query writes it: `12`, `-0.5`, `1e6`.
struct ParsedNumber {
  let value: Double

  /// Takes digits with one optional point, sign and exponent, and nothing else that `Double` would take, such
  /// as `0x1p3`, `nan` or `inf`. A number too large for a `Double` is none.
  init?(_ text: String) {
    let isDecimal = text.utf8.allSatisfy { Lexicon.isDigit($0) || ".-+eE".utf8.contains($0) }
    // Not `.5` and `5.`, which are what is left of a range with three dots.
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard isDecimal, let first = digits.first, let last = digits.last, Lexicon.isDigit(first),
      Lexicon.isDigit(last),
      let value = Double(text), value.isFinite
    else { return nil }
    self.value = value
  }
}
