/// The markup of a page, read as far as our templates write it: elements, attributes in quotes, and texts. It goes by
/// byte, as browsers see a quote that a combining mark follows.
struct PageMarkup {
  /// Names of elements and attributes in their order: what a browser builds, whatever the texts say.
  private(set) var skeleton: [String] = []
  /// Texts and values of attributes, decoded.
  private(set) var texts: [String] = []
  private(set) var addresses: [String] = []
  /// Of links that a crawler follows.
  private(set) var links: [String] = []
  /// Places that are not written as our templates write them.
  private(set) var faults: [String] = []

  private typealias Bytes = ArraySlice<UInt8>

  init(_ page: String) {
    var rest = Array(page.utf8)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      add(text: rest[..<start])
      let inner = rest[(start + 1)...]
      guard let end = Self.end(of: inner) else {
        faults.append("an element that does not end: \(Self.text(inner.prefix(60)))")
        return
      }
      let element = inner[..<end]
      read(element)
      rest = inner[(end + 1)...]
      guard Self.text(element).hasPrefix("script "), Self.text(element).contains("ld+json") else { continue }
      let close = Self.place(of: "</script", in: rest) ?? rest.endIndex
      texts.append(Self.text(rest[..<close]))
      rest = rest[close...]
    }
    add(text: rest)
  }

  /// Where an element ends, outside of quotes.
  private static func end(of bytes: Bytes) -> Int? {
    var isQuoted = false
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[index] == UInt8(ascii: ">"), !isQuoted { return index }
    }
    return nil
  }

  private static func place(of text: String, in bytes: Bytes) -> Int? {
    bytes.indices.first { bytes[$0...].starts(with: text.utf8) }
  }

  private mutating func add(text: Bytes) {
    if text.contains(UInt8(ascii: ">")) { faults.append("unescaped: \(Self.text(text.prefix(80)))") }
    if !text.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) { texts.append(Self.decoded(text)) }
  }

  private mutating func read(_ element: Bytes) {
    let parts = element.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    let name = Self.text(element.prefix { $0 != 0x20 && $0 != 0x0A })
    for (index, part) in parts.enumerated() {
      if index.isMultiple(of: 2) {
        skeleton += Self.text(part).split(separator: " ").map(String.init)
      } else {
        let value = Self.decoded(part)
        texts.append(value)
        let key = skeleton.last ?? ""
        if name == "a", key == "href=" { links.append(value) }
        if ["href=", "action=", "src=", "formaction="].contains(key) { addresses.append(value) }
      }
    }
  }

  private static func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func decoded(_ bytes: Bytes) -> String {
    var (result, rest): ([UInt8], Bytes) = ([], bytes)
    while let first = rest.first {
      if let (entity, byte) = entities.first(where: { rest.starts(with: $0.0.utf8) }) {
        result.append(byte)
        rest = rest.dropFirst(entity.utf8.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let entities: [(String, UInt8)] = [
    ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&quot;", UInt8(ascii: "\"")),
    ("&#39;", UInt8(ascii: "'")), ("&amp;", UInt8(ascii: "&")),
  ]
}
