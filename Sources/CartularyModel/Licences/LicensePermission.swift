/// Whether a licence of its own permits anything, as far as can be told without reading it at its source.
///
/// A name or an address says that there are terms, and not what they permit. In doubt nothing is permitted.
enum LicensePermission {
  /// Whether an id stands for a public licence that is known to permit use, on conditions that have to be read.
  static func isKnown(_ id: String) -> Bool { known.contains(id) }

  /// Whether the words of a text permit some use, or name a licence that does. What they limit is for
  /// `LicenseTextTerm`.
  ///
  /// - Parameter words: Those around addresses, as `LicensePhrases.words(of:)` divides them.
  static func isStated(_ words: [String]) -> Bool {
    if !LicensePhrases.ids(namedIn: words, besides: []).isEmpty { return true }
    return words.indices.contains { index in
      guard !isDenied(words, at: index) else { return false }
      return isPhrase(words, at: index) || isModal(words, at: index) || isGrant(words, at: index)
        || isPurpose(words, at: index)
    }
  }

  private static func isPhrase(_ words: [String], at index: Int) -> Bool {
    phrases.contains { words[index...].starts(with: $0) }
  }

  /// "May be used", "you can freely copy".
  private static func isModal(_ words: [String], at index: Int) -> Bool {
    guard ["may", "can"].contains(words[index]) else { return false }
    for word in words[index...].dropFirst().prefix(4) {
      if uses.contains(word) { return true }
      if denials.contains(word) { return false }
    }
    return false
  }

  /// "Use is permitted", "is hereby granted"; what is "not permitted" is denied before it.
  private static func isGrant(_ words: [String], at index: Int) -> Bool {
    func isNamed(in words: ArraySlice<String>) -> Bool {
      words.contains { uses.contains($0) || rights.contains($0) }
    }
    if grants.contains(words[index]) { return isNamed(in: words[max(0, index - 5)..<index]) }
    return granting.contains(words[index]) && isNamed(in: words[index...].dropFirst().prefix(12))
  }

  /// "Available for research use".
  private static func isPurpose(_ words: [String], at index: Int) -> Bool {
    words[index...].starts(with: ["available", "for"])
      && words[index...].dropFirst(2).prefix(5).contains {
        ["use", "uses", "purpose", "purposes"].contains($0)
      }
  }

  private static func isDenied(_ words: [String], at index: Int) -> Bool {
    words[max(0, index - 3)..<index].contains { denials.contains($0) }
  }

  // MARK: - Tables

  private static let known: Set = [
    "C-UDA-1.0", "LicenseRef-CC-BY-4.0-US-misnamed", "LicenseRef-CDLA-unspecified",
    "LicenseRef-Copernicus-Products", "LicenseRef-GeoNutzV-2013", "LicenseRef-GeoNutz-Berlin-2013",
  ]

  private static let phrases: [[String]] = [
    "no restrictions", "no restriction", "no known restrictions", "without restriction",
    "without restrictions",
    "without any restriction", "without any restrictions", "unrestricted", "any purpose", "any purposes",
    "anyone to use", "free to use", "free to copy",
    "free to share", "free use", "freely", "free and open", "free full and open", "full and open",
    "public domain", "open data", "open access", "open terms", "open license",
    "openly licensed", "openly available",
  ].map { $0.split(separator: " ").map(String.init) }

  private static let uses: Set = [
    "use", "used", "reuse", "reused", "copy", "copied", "access", "accessed", "download", "downloaded",
    "share",
    "shared", "distribute", "distributed", "redistribute", "redistributed", "publish", "published", "adapt",
    "adapted", "reproduce", "reproduced",
  ]
  private static let grants: Set = ["permitted", "allowed", "granted", "welcome"]
  private static let granting: Set = ["grants", "permits", "allows"]
  private static let rights: Set = ["permission", "license", "right", "rights"]
  private static let denials: Set = [
    "not", "no", "without", "never", "prohibited", "cannot", "nor", "neither", "unless", "if", "whether",
  ]
}
