/// Writes text so that a reader of a format takes it for the same text: the one home of escaping.
///
/// Every function goes by Unicode scalar or by byte, never by `Character`: a quote or a `<` that a combining mark
/// follows is one `Character` together with it, equals neither, and would pass as it is. What a format cannot
/// carry, each function says; nothing else is lost.
package enum Escape {
  /// The digits of a number in base 16, with zeros in front up to `width`.
  static func hexadecimal(_ number: UInt32, width: Int, capitals: Bool = true) -> String {
    let digits = String(number, radix: 16, uppercase: capitals)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// `text` with `replacement` of each scalar, and the scalar itself where that is nil.
  static func scalars(of text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let replaced = replacement(scalar) {
        result.append(contentsOf: replaced.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
