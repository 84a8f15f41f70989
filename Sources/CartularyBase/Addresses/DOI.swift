/// Digital object identifiers. Source: ISO 26324; the DOI Handbook, section 2.
package enum DOI {
  /// What follows the address of a resolver (doi.org, dx.doi.org, www.doi.org, with or without a scheme), `doi:`, or
  /// both, in any case; all of any other text.
  package static func withoutResolver<Text: StringProtocol>(_ text: Text) -> Text.SubSequence {
    var rest = WebAddress.withoutScheme(text).utf8[...]
    var isFound = false
    for heads in [["doi.org/", "dx.doi.org/", "www.doi.org/"], ["doi:"]] {
      guard let head = heads.first(where: { rest.begins(with: $0) }) else { continue }
      rest = rest.dropFirst(head.utf8.count)
      isFound = true
    }
    return text[(isFound ? rest.startIndex : text.startIndex)...]
  }

  /// The bare identifier, `10.` and so on, in the spelling of `text`; `nil` for other text.
  package static func bare(in text: String) -> String? {
    let rest = withoutResolver(text)
    return rest.utf8.begins(with: "10.") && rest.utf8.contains(UInt8(ascii: "/")) ? String(rest) : nil
  }
}
