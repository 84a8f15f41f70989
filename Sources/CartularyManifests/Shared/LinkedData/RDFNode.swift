internal import CartularyBase
internal import CartularyModel

/// A resource and what is stated about it: the one model that JSON-LD and Turtle are written from.
///
/// Names are those of `LinkedNames`. Resources without an address are nested in the one that refers to them.
struct RDFNode {
  /// Absolute; `nil` for a blank node.
  var id: String?
  var types: [String]
  /// Each name once, in the order in which they are written; no list of values is empty.
  private(set) var properties: [(name: String, values: [RDFTerm])] = []

  init(id: String? = nil, _ types: String...) {
    (self.id, self.types) = (id, types)
  }

  /// Does nothing if there are no values.
  mutating func add(_ name: String, _ values: [RDFTerm]) {
    guard !values.isEmpty else { return }
    if let known = properties.firstIndex(where: { $0.name == name }) {
      properties[known].values += values
    } else {
      properties.append((name, values))
    }
  }

  mutating func add(_ name: String, _ value: RDFTerm?) { add(name, value.map { [$0] } ?? []) }
  mutating func add(_ name: String, text: String?) { add(name, text.flatMap(RDFTerm.text(ifAny:))) }
  mutating func add(_ name: String, texts: [String]) { add(name, texts.compactMap(RDFTerm.text(ifAny:))) }
}

/// A value of a property.
indirect enum RDFTerm {
  case text(String)
  /// A literal with a type by `LinkedNames`: `xsd:date`.
  case typed(String, String)
  /// An absolute address without characters that an address cannot have.
  case iri(String)
  case node(RDFNode)
  /// Plain JSON, which none of the vocabularies written as Turtle has.
  case json(ManifestValue)

  /// `nil` for no text.
  static func text(ifAny text: String) -> RDFTerm? { text.isEmpty ? nil : .text(text) }

  /// An address if a text is one, otherwise the text.
  static func address(_ text: String) -> RDFTerm { isAddress(text) ? .iri(text) : .text(text) }

  /// An address for properties that take nothing else: in a web address, characters that are not allowed are
  /// percent-encoded; `nil` for other text.
  static func link(_ text: String?) -> RDFTerm? {
    guard let text else { return nil }
    if isAddress(text) { return .iri(text) }
    guard WebAddress.hasScheme(text) else { return nil }
    let encoded = Escape.percent(text, keeping: isAllowed)
    return isAddress(encoded) ? .iri(encoded) : nil
  }

  /// `nil` for no text.
  static func address(ifAny text: String?) -> RDFTerm? { text.flatMap { $0.isEmpty ? nil : address($0) } }

  /// An address in a public list, with its type, for readers that do not have the list.
  static func listed(_ address: String, as type: String) -> RDFTerm { .node(RDFNode(id: address, type)) }

  static func date(_ date: PartialDate) -> RDFTerm {
    let type = date.month == nil ? "xsd:gYear" : date.day == nil ? "xsd:gYearMonth" : "xsd:date"
    return .typed(date.description, type)
  }

  /// Whether a text is absolute and means the same in every serialisation: one that begins with our prefixes would
  /// be taken for a name.
  static func isAddress(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let (scheme, rest) = (text.utf8[..<colon], text.utf8[text.utf8.index(after: colon)...])
    guard let first = scheme.first, isLetter(first), !rest.isEmpty,
      scheme.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }),
      rest.allSatisfy(isAllowed)
    else { return false }
    return LinkedNames.namespace(of: String(decoding: scheme, as: UTF8.self)) == nil
  }

  /// Characters that RDF's syntax of addresses allows unescaped.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"<>\"{}|^`\\".utf8.contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
