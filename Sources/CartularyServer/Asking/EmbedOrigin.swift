/// A site that may show the search in a frame, such as `https://desk.example.org` or `https://*.example.org`.
package struct EmbedOrigin: Sendable, Equatable {
  /// A source of the directive `frame-ancestors`, in lower case.
  package let text: String

  /// - Returns: `nil` for anything but a scheme and a host, with a port or without. The text becomes part of a policy, in
  ///   which a blank or a semicolon would begin something else.
  package init?(_ text: String) {
    let text = text.lowercased()
    let origin = text.hasSuffix("/") ? text.dropLast() : text[...]
    guard let scheme = ["https://", "http://"].first(where: origin.hasPrefix) else { return nil }
    let parts = origin.dropFirst(scheme.utf8.count).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count == 1 || UInt16(parts[1]) != nil else { return nil }
    var labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    // A star stands for names below a domain, and not for a domain's own end.
    if labels.first == "*" {
      labels.removeFirst()
      guard labels.count > 1 else { return nil }
    }
    guard !labels.isEmpty, labels.allSatisfy(Self.isLabel) else { return nil }
    self.text = String(origin)
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty
      && label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
