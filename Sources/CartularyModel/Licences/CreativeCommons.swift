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

  /// "CC BY-NC 4.0", "Released under the Creative Commons Attribution-ShareAlike 3.0 licence".
  ///
  /// A name without a version stays without one: it is never read as 4.0. Where any word is left over that
  /// is not a part of a name, the text is not read as one: it may say "not" or "except".
  static func id(fromPhrase text: String) -> String? {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }
      .map { String($0).trimmingDots() }.filter { !$0.isEmpty }
    guard let start = words.firstIndex(where: { $0 == "cc" || $0 == "creative" || $0 == "cc0" }) else {
      return nil
    }
    var parts: [String] = []
    var version: String?
    var isZero = false
    for word in words {
      switch word {
      case "by", "attribution": parts.append("by")
      case "nc", "noncommercial", "commercial": parts.append("nc")
      case "sa", "sharealike", "alike": parts.append("sa")
      case "nd", "noderivatives", "noderivs", "derivatives", "derivs": parts.append("nd")
      case "cc0", "zero": isZero = true
      default:
        let number = word.first == "v" ? String(word.dropFirst()) : word
        if versions.contains(number) {
          version = version ?? number
        } else if !fillers.contains(word) {
          return nil
        }
      }
    }
    if isZero { return parts.isEmpty ? "CC0-1.0" : nil }
    if words[start] == "creative", !words.contains("commons") { return nil }
    return id(parts: parts, version: version)
  }

  /// Words that stand in and around names without changing what they say.
  private static let fillers: Set = [
    "cc", "creative", "commons", "license", "licence", "licensed", "licenced", "international", "generic",
    "unported", "universal", "public", "domain", "dedication", "non", "no", "share", "version", "v", "the",
    "under", "a", "an", "released", "this", "data", "dataset", "is", "are", "available", "terms", "of",
    "published",
  ]

  /// Openness from the parts of an id such as `CC-BY-NC-SA-3.0-DE`.
  static func openness(of id: String) -> Openness? {
    if id.hasPrefix("CC0") { return .open }
    guard id.hasPrefix("CC-BY") || id.hasPrefix("LicenseRef-CC-BY") else { return nil }
    let parts = id.split(separator: "-")
    if parts.contains("ND") { return .noDerivatives }
    if parts.contains("NC") { return .nonCommercial }
    return parts.contains("SA") ? .shareAlike : .open
  }

  static func isNonCommercial(_ id: String) -> Bool {
    id.split(separator: "-").contains("NC") && openness(of: id) != nil
  }

  /// The parts of an id without version and port: `CC-BY-SA` of `CC-BY-SA-3.0-DE`.
  static func family(of id: String) -> String {
    id.split(separator: "-").filter { ["CC", "CC0", "BY", "NC", "ND", "SA"].contains($0) }
      .joined(separator: "-")
  }

  private static let versions: Set = ["1.0", "2.0", "2.5", "3.0", "4.0"]

  private static func id(parts: [String], version: String?) -> String? {
    guard parts.contains("by") else { return nil }
    let known = ["by", "nc", "nd", "sa"].filter(parts.contains)
    let name = "CC-" + known.joined(separator: "-").uppercased()
    guard let version else { return "LicenseRef-\(name)-unversioned" }
    guard versions.contains(version) else { return nil }
    return "\(name)-\(version)"
  }
}

extension String {
  fileprivate func trimmingDots() -> String {
    var text = Substring(self)
    while text.last == "." { text.removeLast() }
    while text.first == "." { text = text.dropFirst() }
    return String(text)
  }
}
