internal import CartularyBase

/// An identifier that a query holds, recognised by its shape before its colons could be taken for fields.
///
/// Pasted identifiers are the top complaint about catalog search: `doi:10.5072/…` as an "undefined field
/// doi" (IQSS/dataverse#1720), a pasted DOI as an "invalid query" (cernopendata/opendata.cern.ch#3488).
package struct ParsedIdentifier: Sendable, Equatable {
  package enum Scheme: Sendable {
    /// `10.5072/abc`, alone or after `doi:`.
    case doi
    /// `https://data.gov/x`, or any other scheme with `://`.
    case url
    /// `ark:/12345/x` or `ark:12345/x`.
    case ark
    /// `urn:isbn:0451450523`.
    case urn
    /// `123e4567-e89b-12d3-a456-426614174000`.
    case uuid
    /// A code with hyphens, such as `AAA-001-ZZZ` or Socrata's `bi63-dtpu`: a digit, a letter, and nothing
    /// but ASCII letters, digits, `_` and `.` between hyphens.
    case code
  }

  package let scheme: Scheme
  /// The identifier as typed, without the full stop or comma of the sentence around it.
  package let text: String
  /// Where it ends in the text, with such punctuation.
  let end: Int
  /// Whether a `*` follows it: all identifiers that begin so.
  let isPrefix: Bool

  /// Reads `text` as one identifier; nil when it is none, or is more than one.
  package init?(_ text: String) {
    guard let reading = ParsedIdentifier(whole: text), reading.text == text else { return nil }
    self = reading
  }

  /// The DOI in it, bare and in lower case, whether typed bare, after `doi:` or as an address at doi.org.
  /// DOIs do not tell case apart. Source: ISO 26324; the DOI Handbook, section 2.
  package var doi: String? {
    let bare = String(DOI.withoutResolver(text.lowercased()))
    return Shape.isDOI(Array(bare.utf8)[...]) ? bare : nil
  }
}

extension ParsedIdentifier {
  /// Reads `text`, all of it, as the parser would read it in a query.
  init?(whole text: String) {
    let scanner = Scanner(text)
    guard let reading = ParsedIdentifier(in: scanner), reading.end == scanner.bytes.count, !reading.isPrefix
    else {
      return nil
    }
    self = reading
  }

  /// Reads the identifier that comes next, without passing it; nil when there is none.
  ///
  /// Quotes, backslashes and brackets without partner stand in no identifier. The printer relies on that to
  /// write as a word what only looks like an identifier: one backslash is enough.
  init?(in scanner: Scanner) {
    if let labelled = Self.afterLabel(in: scanner) {
      self = labelled
      return
    }
    let end = scanner.bareEnd(from: scanner.offset)
    var token = scanner.bytes[scanner.offset..<end]
    guard scanner.isClauseEnd(at: end), !token.contains(UInt8(ascii: "\\")),
      !token.contains(UInt8(ascii: "\"")),
      !token.contains(where: { $0 < 0x20 })
    else { return nil }
    isPrefix = token.last == UInt8(ascii: "*")
    if isPrefix {
      token.removeLast()
    } else {
      while let last = token.last, Shape.trailing.contains(last) { token.removeLast() }
    }
    guard let scheme = Shape.scheme(of: token) else { return nil }
    self.scheme = scheme
    self.end = end
    text = String(decoding: token, as: UTF8.self)
  }
}

extension ParsedIdentifier {
  private init(_ scheme: Scheme, _ text: String, end: Int) {
    (self.scheme, self.text, self.end, isPrefix) = (scheme, text, end, false)
  }

  /// A DOI behind `doi:` and blanks, as references write it: `DOI: 10.5072/abc`. Its text has no blank.
  private static func afterLabel(in scanner: Scanner) -> ParsedIdentifier? {
    guard let rest = scanner.bytes[min(scanner.offset, scanner.bytes.count)...].after("doi:") else {
      return nil
    }
    var next = scanner
    next.offset = rest.startIndex
    next.skipWhitespace()
    guard next.offset > rest.startIndex, let found = ParsedIdentifier(in: next), found.scheme == .doi,
      !found.isPrefix
    else { return nil }
    let bare = found.text.utf8.first == UInt8(ascii: "1") ? "doi:" + found.text : found.text
    return ParsedIdentifier(.doi, bare, end: found.end)
  }
}

/// How identifiers look. Each check walks its bytes once.
private enum Shape {
  typealias Bytes = ArraySlice<UInt8>

  /// What ends a sentence rather than an identifier, and the star that would make it a prefix.
  static let trailing: [UInt8] = Array(".,;:!?*".utf8)

  static func scheme(of token: Bytes) -> ParsedIdentifier.Scheme? {
    if isDOI(token) { return .doi }
    if let rest = token.after("doi:"), isDOI(rest) { return .doi }
    if isURL(token) { return .url }
    if isARK(token) { return .ark }
    if isURN(token) { return .urn }
    if isUUID(token) { return .uuid }
    return isCode(token) ? .code : nil
  }

  /// `10.`, a registrant of four digits or more with optional parts, `/`, and anything at all. Source: ISO
  /// 26324.
  static func isDOI(_ token: Bytes) -> Bool {
    guard let rest = token.after("10."), let slash = rest.firstIndex(of: UInt8(ascii: "/")) else {
      return false
    }
    let parts = rest[..<slash].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return slash + 1 < rest.endIndex && parts[0].count >= 4
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(Lexicon.isDigit) }
  }

  /// A scheme of RFC 3986, `://` and anything at all.
  static func isURL(_ token: Bytes) -> Bool {
    guard let colon = token.firstIndex(of: UInt8(ascii: ":")), let first = token.first,
      Lexicon.isLetter(first),
      let rest = token[colon...].after("://"), !rest.isEmpty
    else { return false }
    return token[..<colon].allSatisfy {
      Lexicon.isLetter($0) || Lexicon.isDigit($0) || "+-.".utf8.contains($0)
    }
  }

  /// `ark:`, an optional `/`, a number of the assigning authority and a name. Source: draft-kunze-ark.
  static func isARK(_ token: Bytes) -> Bool {
    guard var rest = token.after("ark:") else { return false }
    if rest.first == UInt8(ascii: "/") { rest.removeFirst() }
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return false }
    return rest[..<slash].count >= 5
      && rest[..<slash].allSatisfy { Lexicon.isLetter($0) || Lexicon.isDigit($0) }
      && slash + 1 < rest.endIndex
  }

  /// `urn:`, a namespace and a name. Source: RFC 8141.
  static func isURN(_ token: Bytes) -> Bool {
    guard let rest = token.after("urn:"), let colon = rest.firstIndex(of: UInt8(ascii: ":")) else {
      return false
    }
    return rest[..<colon].count >= 2 && colon + 1 < rest.endIndex
      && rest[..<colon].allSatisfy { Lexicon.isLetter($0) || Lexicon.isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  static func isUUID(_ token: Bytes) -> Bool {
    let parts = token.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(Lexicon.isHexDigit) }
  }

  /// Two hyphens or more, or the two groups of four of a Socrata id; a letter and a digit. So `house-prices`,
  /// `2019-2020` and `2020-06-15` are words, and a few words such as `sentinel-1-a` count as codes: no harm,
  /// since identifiers are searched as text too.
  static func isCode(_ token: Bytes) -> Bool {
    let parts = token.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count >= 3 || parts.map(\.count) == [4, 4] else { return false }
    return token.contains(where: Lexicon.isDigit) && token.contains(where: Lexicon.isLetter)
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy {
            Lexicon.isLetter($0) || Lexicon.isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
          }
      }
  }
}

extension ArraySlice<UInt8> {
  /// Returns what follows `beginning`, whose letters may have any case here; nil when the bytes begin
  /// otherwise.
  fileprivate func after(_ beginning: StaticString) -> ArraySlice<UInt8>? {
    guard count >= beginning.utf8CodeUnitCount else { return nil }
    let matches = beginning.withUTF8Buffer { wanted in
      zip(self, wanted).allSatisfy { $0 == $1 || (Lexicon.isLetter($1) && $0 | 0x20 == $1) }
    }
    return matches ? dropFirst(beginning.utf8CodeUnitCount) : nil
  }
}
