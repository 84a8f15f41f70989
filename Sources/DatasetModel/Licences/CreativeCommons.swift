/// The Creative Commons family, whose members are named by parts and a version.
enum CreativeCommons {
  /// `creativecommons.org/licenses/by-nc/4.0[/xx]` and `…/publicdomain/zero/1.0`, canonical form.
  static func id(fromAddress canonical: String) -> String? {
    let segments = canonical.split(separator: "/").map(String.init)
    guard segments.count >= 3, segments[0].hasSuffix("creativecommons.org") else { return nil }
    switch segments[1] {
    case "publicdomain" where segments[2] == "zero": return "CC0-1.0"
    case "publicdomain" where segments[2] == "mark": return "LicenseRef-scancode-public-domain"
    case "licenses":
      return id(
        parts: segments[2].split(separator: "-").map(String.init), version: segments.dropFirst(3).first)
    default: return nil
    }
  }

  /// "CC BY-NC 4.0", "Creative Commons Attribution-ShareAlike 3.0 Unported" anywhere in a sentence.
  ///
  /// A name without a version stays without one: it is never read as 4.0.
  static func id(fromPhrase text: String) -> String? {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }
      .map { String($0).trimmingDots() }.filter { !$0.isEmpty }
    guard let start = words.firstIndex(where: { $0 == "cc" || $0 == "creative" || $0 == "cc0" }) else {
      return nil
    }
    if words[start] == "cc0" || words[start...].prefix(3).contains("zero") { return "CC0-1.0" }
    if words[start] == "creative", words.dropFirst(start + 1).first != "commons" { return nil }
    var parts: [String] = []
    var version: String?
    // The name follows at once; twelve words hold the longest form with its version.
    for (offset, word) in words[start...].prefix(12).enumerated() where offset > 0 {
      switch word {
      case "by", "attribution": parts.append("by")
      case "nc", "noncommercial", "commercial": parts.append("nc")
      case "sa", "sharealike", "alike": parts.append("sa")
      case "nd", "noderivatives", "noderivs", "derivatives", "derivs": parts.append("nd")
      case let number where versions.contains(number): version = version ?? number
      case let number where number.first == "v" && versions.contains(String(number.dropFirst())):
        version = version ?? String(number.dropFirst())
      default: continue
      }
    }
    return id(parts: parts, version: version)
  }

  /// Openness from the parts of an id such as `CC-BY-NC-SA-3.0-DE`.
  static func openness(of id: String) -> Openness? {
    if id.hasPrefix("CC0") { return .open }
    guard id.hasPrefix("CC-BY") || id.hasPrefix("LicenseRef-CC-BY") else { return nil }
    let parts = id.split(separator: "-")
    if parts.contains("ND") { return .noDerivatives }
    if parts.contains("NC") { return .nonCommercial }
    return parts.contains("SA") ? .shareAlike : .open
  }

  private static let versions: Set = ["1.0", "2.0", "2.5", "3.0", "4.0"]

  private static func id(parts: [String], version: String?) -> String? {
    guard parts.contains("by") else { return nil }
    let known = ["by", "nc", "nd", "sa"].filter(parts.contains)
    let name = "CC-" + known.joined(separator: "-").uppercased()
    guard let version, versions.contains(version) else { return "LicenseRef-\(name)-unversioned" }
    return "\(name)-\(version)"
  }
}

extension String {
  fileprivate func trimmingDots() -> String {
    var text = Substring(self)
    while text.last == "." { text = text.dropLast() }
    while text.first == "." { text = text.dropFirst() }
    return String(text)
  }
}
