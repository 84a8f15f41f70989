/// Codes of the Data Use Ontology and of the diseases that narrow them.
enum DataUseCode {
  /// `DUO:0000042` for any spelling of a code of the Data Use Ontology; `nil` for other text.
  static func duo(_ text: String) -> String? {
    guard let digits = digits(of: "duo", in: text) else { return nil }
    // The ontology's own file writes one of them with eight digits.
    return digits == "00000044" ? "DUO:0000044" : digits.utf8.count == 7 ? "DUO:" + digits : nil
  }

  /// `MONDO:0005070` for a disease of MONDO or DOID.
  static func disease(_ text: String) -> String? {
    if let digits = digits(of: "mondo", in: text) { return "MONDO:" + digits }
    return digits(of: "doid", in: text).map { "DOID:" + $0 }
  }

  /// The digits after `duo:`, `DUO_` or the like at the end of a text.
  private static func digits(of ontology: String, in text: String) -> String? {
    let folded = text.lowercased()
    guard let found = folded.ranges(of: ontology).last else { return nil }
    let rest = folded[found.upperBound...]
    guard let separator = rest.first, ":_".contains(separator) else { return nil }
    let digits = rest.dropFirst()
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(digits) : nil
  }

  /// The terms that the ontology has, obsolete ones too.
  static let terms: Set = [
    "0000001", "0000002", "0000003", "0000004", "0000005", "0000006", "0000007", "0000011", "0000012",
    "0000014",
    "0000015", "0000016", "0000017", "0000018", "0000019", "0000020", "0000021", "0000022", "0000024",
    "0000025",
    "0000026", "0000027", "0000028", "0000029", "0000031", "0000032", "0000033", "0000034", "0000035",
    "0000036",
    "0000037", "0000038", "0000039", "0000040", "0000042", "0000043", "0000044", "0000045", "0000046",
  ]
}
