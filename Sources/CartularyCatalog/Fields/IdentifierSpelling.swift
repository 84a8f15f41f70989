internal import CartularyBase
internal import Foundation

/// How people write identifiers, made one: what is pasted meets what a record states.
enum IdentifierSpelling {
  /// What may stand before an identifier and says nothing that it does not say itself, outermost first or repeated.
  private static let heads = [
    "https://", "http://", "www.", "dx.doi.org/", "doi.org/", "info:doi/", "urn:doi:", "doi:",
    "hdl.handle.net/",
    "info:hdl/", "hdl:", "identifiers.org/", "urn:uuid:", "uuid:",
  ]

  /// The one form of all spellings of an identifier: folded, without a resolver's address, scheme or outer signs, and
  /// without a blank behind a colon.
  ///
  /// `DOI: 10.5072/A`, `https://dx.doi.org/10.5072%2Fa` and `10.5072/a` are one; so are `https://www.a.org/b/` and
  /// `a.org/b`. Never empty for text with anything but signs in it; then it is the folded text.
  static func canonical(_ identifier: String) -> String {
    let folded = ExactTerm.fold(identifier)
    var rest = trimmed(folded[...])
    while let head = heads.first(where: { rest.hasPrefix($0) }) {
      rest = rest.dropFirst(head.count).drop(while: { $0 == " " })
    }
    if rest.hasPrefix("doi 10.") { rest = rest.dropFirst(4) }
    // A resolver of ARKs may be any host.
    if let ark = rest.range(of: "/ark:") { rest = rest[rest.index(after: ark.lowerBound)...] }
    if rest.hasPrefix("ark:/") { rest = "ark:" + rest.dropFirst(5) }
    if rest.contains("%2f") { rest = rest.replacingOccurrences(of: "%2f", with: "/")[...] }
    if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains(" ") {
      rest = rest[...colon] + rest[rest.index(after: colon)...].drop(while: { $0 == " " })
    }
    return rest.isEmpty ? folded : String(rest)
  }

  /// Signs that a sentence or a list puts around an identifier.
  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: { "<\"'".contains($0) })
    while let last = text.last, "/.,;>\"'".contains(last) { text.removeLast() }
    return text
  }

  /// A word without what a sentence puts around it, brackets and the end of a question among it.
  static func trimmed(_ text: String) -> String {
    var text = text.drop(while: { "([{<\"'".contains($0) })
    while let last = text.last, ")]}>/.,;:?!\"'".contains(last) { text.removeLast() }
    return String(text)
  }

  /// The shortest code, in letters: shorter ones are years, versions and words.
  private static let shortestCode = 4

  /// Codes within an identifier by which it is cited without the rest: `9bhg-hcku` of
  /// `https://data.cdc.gov/api/views/9bhg-hcku`, `GSE12345` of `geo:GSE12345` or of `…/acc.cgi?acc=GSE12345`, a bucket of
  /// its ARN. Folded; empty for what has no parts, and for parts that are plain words.
  static func codes(in identifier: String) -> [String] {
    let canonical = canonical(identifier)
    guard !canonical.contains(" ") else { return [] }
    let pathAndQuestion = canonical.split(separator: "?", maxSplits: 1)
    var codes: [Substring] = []
    if let last = pathAndQuestion.first?.split(separator: "/").last { codes.append(last) }
    if pathAndQuestion.count == 2, let last = pathAndQuestion[1].split(separator: "=").last {
      codes.append(last)
    }
    if let last = codes.first?.split(separator: ":").last { codes.append(last) }
    var found: [String] = []
    for code in codes.map(String.init) where code != canonical && isCode(code) && !found.contains(code) {
      found.append(code)
    }
    return found
  }

  /// Whether a text by itself is telling enough to be looked up as a code.
  static func isCode(_ text: String) -> Bool {
    guard text.count >= shortestCode, !text.contains(where: \.isWhitespace) else { return false }
    return text.contains(where: \.isNumber) && text.contains(where: \.isLetter)
      || text.dropFirst().dropLast().contains { "-_.".contains($0) }
  }
}
