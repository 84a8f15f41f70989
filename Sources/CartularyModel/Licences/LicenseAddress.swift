internal import CartularyBase

/// Web addresses of licences, in the one form in which they are compared.
enum LicenseAddress {
  /// Drops scheme, `www.`, query, fragment, `/legalcode`, `/deed…`, closing slash and punctuation.
  ///
  /// - Returns: `nil` when the text is not a web address.
  static func canonical(_ text: String) -> String? {
    guard WebAddress.hasScheme(text) else { return nil }
    var rest = WebAddress.withoutScheme(text.lowercased())
    if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
    if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<end] }
    rest = trimmed(rest)
    var segments = rest.split(separator: "/")
    if let last = segments.last, last == "legalcode" || last.hasPrefix("deed") || last.hasPrefix("legalcode.")
    {
      segments.removeLast()
    }
    guard !segments.isEmpty else { return nil }
    return segments.joined(separator: "/")
  }

  /// Every web address in running text or Markdown, in order, and the text before, between and after them.
  static func addresses(in text: String) -> (found: [String], around: [Substring]) {
    var found: [String] = []
    var around: [Substring] = []
    var rest = Substring(text)
    while let start = nextScheme(in: rest) {
      let tail = rest[start...]
      let end = tail.firstIndex { $0.isWhitespace || "<>\"'()[]|".contains($0) } ?? tail.endIndex
      found.append(String(tail[..<end]))
      around.append(rest[..<start])
      rest = tail[end...]
    }
    return (found, around + [rest])
  }

  /// The first web address in a text; `nil` for a text without one, or one too long to look through.
  static func first(in text: String) -> String? {
    guard text.utf8.count <= 4 << 10, let found = addresses(in: text).found.first else { return nil }
    return String(trimmed(found[...]))
  }

  /// The id in `spdx.org/licenses/<id>[.html]`.
  static func spdxListID(_ canonical: String) -> String? {
    let start = "spdx.org/licenses/"
    guard canonical.hasPrefix(start) else { return nil }
    let id = canonical.dropFirst(start.count)
    return String(id.hasSuffix(".html") ? id.dropLast(5) : id)
  }

  private static func nextScheme(in text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while let candidate = text[index...].firstIndex(where: { $0 == "h" || $0 == "H" }) {
      if WebAddress.hasScheme(text[candidate...]) { return candidate }
      index = text.index(after: candidate)
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, "/.,;:!".contains(last) { text.removeLast() }
    return text
  }
}
