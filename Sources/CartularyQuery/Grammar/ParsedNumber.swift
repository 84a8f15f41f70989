package import CartularyBase

extension BoundingBox {
  /// Reads `west,south,east,north`, the order of GeoJSON and OGC. Spaces are allowed around the numbers.
  package init?(_ text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { part in
      ParsedNumber(String(part.filter { !$0.isWhitespace }))?.value
    }
    guard numbers.count == 4, text.utf8.count(where: { $0 == UInt8(ascii: ",") }) == 3 else { return nil }
    self.init(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
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
