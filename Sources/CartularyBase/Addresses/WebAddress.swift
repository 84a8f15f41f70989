/// Addresses that people and programs can follow.
package enum WebAddress {
  /// A scheme and what follows it, without blanks; on the web also a host.
  package static func isOne(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text.first?.isLetter == true, text.first?.isASCII == true,
      !text.contains(where: \.isWhitespace)
    else { return false }
    let scheme = text[..<colon].lowercased()
    guard
      scheme.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+.-".utf8.contains($0)
      })
    else { return false }
    let rest = text[text.index(after: colon)...]
    guard ["http", "https", "ftp"].contains(scheme) else { return !rest.isEmpty }
    guard rest.hasPrefix("//") else { return false }
    let host = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    return host == "localhost" || host.hasPrefix("localhost:") || (host.contains(".") && host.first != ".")
  }

  /// One `@` between a name and a host with a point.
  package static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && parts[1].first != "."
      && parts[1].last != "." && !text.contains(where: { $0.isWhitespace || "<>,;\"".contains($0) })
  }

  /// Whether a text begins with `http://` or `https://`, in any case.
  package static func hasScheme(_ text: some StringProtocol) -> Bool { schemeByteCount(text) > 0 }

  /// What follows `http://` or `https://` in any case; all of any other text.
  package static func withoutScheme<Text: StringProtocol>(_ text: Text) -> Text.SubSequence {
    text[text.utf8.index(text.startIndex, offsetBy: schemeByteCount(text))...]
  }

  private static func schemeByteCount(_ text: some StringProtocol) -> Int {
    // Most texts are not addresses, and their first byte says so.
    guard let first = text.utf8.first, first | 0x20 == UInt8(ascii: "h") else { return 0 }
    return ["https://", "http://"].first { text.utf8.begins(with: $0) }?.utf8.count ?? 0
  }
}

extension Collection<UInt8> {
  /// Whether the bytes begin with those of `head`, which is in lower case; here the case of ASCII does not count.
  func begins(with head: String) -> Bool {
    var bytes = makeIterator()
    return head.utf8.allSatisfy { wanted in
      guard let byte = bytes.next() else { return false }
      return byte == wanted || ((0x41...0x5A).contains(byte) && byte | 0x20 == wanted)
    }
  }
}
