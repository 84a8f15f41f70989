internal import CartularyBase

/// How ids of diseases are written and compared.
package enum DiseaseID {
  /// `doid_162`, an OBO address and `DOID:162` are one; names stay behind `label:`, folded.
  package static func canonical(_ text: String) -> String {
    if isPlain(text) { return text }
    var rest = WebAddress.withoutScheme(text)
    let address = "purl.obolibrary.org/obo/"
    if rest.lowercased().hasPrefix(address) { rest = rest.dropFirst(address.count) }
    if let mark = rest.firstIndex(where: { $0 == ":" || $0 == "_" }) {
      let (head, tail) = (rest[..<mark], rest[rest.index(after: mark)...])
      if !head.isEmpty, !tail.isEmpty, head.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
        if head.lowercased() == "label" { return "label:" + fold(tail) }
        if !tail.contains(where: \.isWhitespace) { return head.uppercased() + ":" + tail }
      }
    }
    return "label:" + fold(rest)
  }

  /// Most ids of an ontology are canonical as they are.
  private static func isPlain(_ text: String) -> Bool {
    var hasHead = false
    var isTail = false
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: break
      case 0x41...0x5A: if !isTail { hasHead = true }
      case 0x3A where hasHead && !isTail: isTail = true
      default: return false
      }
    }
    return isTail && text.utf8.last != 0x3A
  }

  private static func fold(_ name: Substring) -> String {
    name.lowercased().split { $0.isWhitespace || $0 == "_" }.joined(separator: " ")
  }

  /// `MONDO:0005070` for a text that ends in an id of MONDO or DOID, as an address of one does; `nil` for other text.
  package static func id(endingIn text: String) -> String? {
    for ontology in ["mondo", "doid"] {
      if let digits = DataUseOntology.digits(of: ontology, endingIn: text) {
        return ontology.uppercased() + ":" + digits
      }
    }
    return nil
  }

  /// The address of a disease of MONDO or DOID; `nil` for other names.
  package static func address(of text: String) -> String? {
    id(endingIn: text).map { DataUseOntology.addressPrefix + $0.replacing(":", with: "_") }
  }
}
