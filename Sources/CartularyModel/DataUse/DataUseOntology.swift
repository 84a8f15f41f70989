internal import CartularyBase

/// Ids of the terms of the Data Use Ontology (release 2021-02-23), as sources write them: the one place that reads and
/// writes them. What a term means is for `ParsedDataUse` to say.
package enum DataUseOntology {
  /// Before `DUO_0000042`, `MONDO_0005070` and the like in addresses.
  static let addressPrefix = "http://purl.obolibrary.org/obo/"

  /// `DUO:0000042` for a text that ends in an id of the ontology in any spelling, such as the address of a term;
  /// `nil` for other text. The ontology may lack the term: see `hasTerm`.
  package static func id(endingIn text: String) -> String? {
    guard let digits = digits(of: "duo", endingIn: text) else { return nil }
    // The ontology's own file writes one of them with eight digits.
    return digits == "00000044" ? "DUO:0000044" : digits.utf8.count == 7 ? "DUO:" + digits : nil
  }

  /// Whether the ontology has the term of an id as `id(endingIn:)` gives it, be it obsolete or a heading. What stands
  /// behind the id, as a disease does, is not looked at.
  package static func hasTerm(_ id: String) -> Bool {
    guard let number = Int(id.dropFirst("DUO:".count).prefix(7)) else { return false }
    return DataUseCode.allCases.contains { $0.number == number } || withoutCode.contains(number)
  }

  /// Terms that have no shorthand: headings, obsolete ones, and kinds of investigation.
  private static let withoutCode: Set = Set([1, 2, 3, 5, 14, 17] + Array(31...40))

  /// The digits after `duo:`, `DUO_` or the like at the end of a text.
  static func digits(of ontology: String, endingIn text: String) -> String? {
    let folded = text.lowercased()
    guard let found = folded.ranges(of: ontology).last else { return nil }
    let rest = folded[found.upperBound...]
    guard let separator = rest.first, ":_".contains(separator) else { return nil }
    let digits = rest.dropFirst()
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(digits) : nil
  }

  /// The number of `DUO:0000042`, `duo_42` or the term's address, and what follows it.
  ///
  /// - Returns: `nil` for text that does not begin as such; no number for text that begins so and goes on otherwise.
  static func numberedTerm(_ text: String) -> (number: Int?, value: String?)? {
    var rest = WebAddress.withoutScheme(text.lowercased())
    for head in ["purl.obolibrary.org/obo/", "www.ebi.ac.uk/ols/ontologies/duo/terms/", "obo:"]
    where rest.hasPrefix(head) { rest = rest.dropFirst(head.count) }
    guard rest.hasPrefix("duo") else { return nil }
    rest = rest.dropFirst(3)
    guard let separator = rest.first, ":_- #".contains(separator) else { return nil }
    rest = rest.dropFirst()
    if rest.hasPrefix("duo_") { rest = rest.dropFirst(4) }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let behind = rest.dropFirst(digits.count)
    let value = behind.first.map { ":= ".contains($0) } == true ? String(text.suffix(behind.count - 1)) : nil
    guard !digits.isEmpty, digits.count <= 9, behind.isEmpty || value != nil else { return (nil, nil) }
    return (Int(digits), value)
  }
}

extension DataUseCode {
  /// `DUO:0000042`.
  package var id: String { "DUO:" + digits }

  /// `http://purl.obolibrary.org/obo/DUO_0000042`.
  package var address: String { DataUseOntology.addressPrefix + "DUO_" + digits }

  private var digits: String {
    let digits = String(number)
    return String(repeating: "0", count: 7 - digits.count) + digits
  }
}
