internal import CartularyModel

/// Links as Markdown writes them, in single lines of catalogs.
enum MarkdownLink {
  /// The first `[text](address)` of a text.
  static func first(in text: String) -> (text: String, address: String)? {
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      let inner = rest[rest.index(after: open)...]
      guard let middle = inner.firstRange(of: "](") else { return nil }
      guard let close = inner[middle.upperBound...].firstIndex(of: ")") else { return nil }
      let address = inner[middle.upperBound..<close].split(separator: " ").first.map(String.init) ?? ""
      // An earlier bracket is text: `[a] [b](c)`.
      let start = inner[..<middle.lowerBound].lastIndex(of: "[").map { inner.index(after: $0) }
      let shown = SourceNode.trim(String(inner[(start ?? inner.startIndex)..<middle.lowerBound]))
      if !address.isEmpty { return (shown, address) }
      rest = inner[close...]
    }
    return nil
  }

  /// Every link written as its text.
  static func plain(_ text: String) -> String {
    var plain = ""
    var rest = text[...]
    while let middle = rest.firstRange(of: "]("),
      let open = rest[..<middle.lowerBound].lastIndex(of: "["),
      let close = rest[middle.upperBound...].firstIndex(of: ")")
    {
      plain += rest[..<open] + rest[rest.index(after: open)..<middle.lowerBound]
      rest = rest[rest.index(after: close)...]
    }
    return SourceNode.trim(plain + rest)
  }

  /// The first web address in a text, in a link or bare, without trailing punctuation.
  static func webAddress(in text: String) -> String? {
    if let link = first(in: text), isWeb(link.address) { return link.address }
    guard let start = text.firstRange(of: "http://") ?? text.firstRange(of: "https://") else { return nil }
    let first = min(start.lowerBound, text.firstRange(of: "https://")?.lowerBound ?? start.lowerBound)
    var address = text[first...].prefix { !$0.isWhitespace && !"<>\"[]".contains($0) }
    while let last = address.last, ".,;:!)'".contains(last) { address.removeLast() }
    return address.count > 8 ? String(address) : nil
  }

  static func isWeb(_ text: String) -> Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }
}
