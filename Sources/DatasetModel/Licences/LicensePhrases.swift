/// Licences that are named within a sentence, and kinds of terms that a sentence states.
enum LicensePhrases {
  /// Every licence that prose names in full: "All data is available under the MIT License. Please cite it."
  ///
  /// Empty where nothing is named, and where any word casts doubt on what is: "CC BY 4.0 except images".
  static func ids(namedIn text: String) -> [String] {
    let words = words(of: text)
    guard words.count <= 2_000, !isDoubtful(words) else { return [] }
    var ids: [String] = []
    func add(_ id: String) {
      if !ids.contains(id) { ids.append(id) }
    }
    creativeCommons(in: words).forEach(add)
    let line = " " + words.joined(separator: " ") + " "
    for (phrase, id) in names where line.contains(" \(phrase) ") { add(id) }
    return ids
  }

  /// The kind of terms that a text states without naming a licence; `nil` for others.
  static func kind(of text: String) -> String? {
    let words = words(of: text)
    let line = " " + words.prefix(400).joined(separator: " ") + " "
    if let first = words.first, ["varies", "various", "vary"].contains(first) { return "LicenseRef-various" }
    if let id = kinds.first(where: { line.contains(" \($0.phrase) ") })?.id { return id }
    return beginnings.first { line.hasPrefix(" \($0.phrase) ") }?.id
  }

  /// Lower-case words and numbers; `4.0` is one.
  private static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }
      .map { word in
        var word = word
        while word.last == "." { word = word.dropLast() }
        while word.first == "." { word = word.dropFirst() }
        return word.hasPrefix("licence") ? "license" + word.dropFirst("licence".count) : String(word)
      }.filter { !$0.isEmpty }
  }

  // MARK: - Names

  /// Words after which a name no longer says on what terms the whole is.
  private static let doubts: Set = [
    "not", "no", "non", "except", "excluding", "exception", "exceptions", "unless", "but", "however", "some",
    "most", "other", "otherwise", "varies", "vary", "varying", "various", "depends", "depending",
    "individual",
    "own", "different", "separate", "several", "multiple", "mixed", "restrictions", "restriction",
    "restricted",
    "prohibited", "additional", "further", "only", "cannot", "without", "custom", "similar",
    "like",
    "or", "proprietary", "code", "software", "may", "never", "neither", "nor", "former",
    "formerly",
    "previously", "expected", "planned", "will", "if", "exclude", "excludes", "partly", "partially",
  ]

  private static func isDoubtful(_ words: [String]) -> Bool {
    for (index, word) in words.enumerated() where doubts.contains(word) {
      let next = index + 1 < words.count ? words[index + 1] : ""
      // Parts of names, and a request that takes nothing back.
      let isHarmless =
        (word == "non" && next == "commercial") || (word == "no" && ["derivatives", "derivs"].contains(next))
        || (word == "no" && next == "rights") || (word == "but" && next == "please")
        || (word == "or" && next == "later")
      if !isHarmless { return true }
    }
    return false
  }

  private static let family: Set = [
    "cc", "cc0", "creative", "commons", "by", "attribution", "nc", "noncommercial", "non", "commercial", "sa",
    "sharealike", "share", "alike", "nd", "noderivatives", "noderivs", "no", "derivatives", "derivs", "zero",
    "license", "international", "generic", "unported", "universal", "version", "v", "1.0", "2.0", "2.5",
    "3.0",
    "4.0", "v1.0", "v2.0", "v3.0", "v4.0",
  ]

  private static func creativeCommons(in words: [String]) -> [String] {
    var ids: [String] = []
    var index = 0
    while index < words.count {
      guard ["cc", "cc0", "creative"].contains(words[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      var hasVersion = false
      while end < words.count, family.contains(words[end]) {
        // The next name begins; "Creative Commons CC BY" is one.
        if ["cc", "cc0", "creative"].contains(words[end]), hasVersion || words[end] == "creative" { break }
        hasVersion = hasVersion || words[end].contains(".")
        end += 1
      }
      let run = words[index..<end]
      // "Creative Commons by NASA" names nobody's licence.
      let isName =
        hasVersion || run.contains("attribution") || run.contains("cc0") || run.contains("zero")
        || zip(run, run.dropFirst()).contains { $0 == "cc" && $1 == "by" }
      // "CC BY 3.0 IGO" and "3.0 US" are other licences than the ones without, and there is no "CC BY 5.0".
      let next = end < words.count ? words[end] : ""
      let isPorted = ports.contains(next) || next.first?.isNumber == true
      let id = isName ? CreativeCommons.id(fromPhrase: run.joined(separator: " ")) : nil
      if let id, !isPorted {
        ids.append(id)
      } else if let id, next == "igo", id.hasSuffix("-3.0") {
        ids.append(id + "-IGO")
      } else if isPorted || hasVersion {
        // Half of what is named would be less than the text says.
        return []
      }
      index = end
    }
    return ids
  }

  private static let ports: Set = ["igo", "us", "united", "uk", "de", "au", "australia", "germany", "deed"]

  /// Names that mean one licence wherever they stand, in the words of `words(of:)`.
  private static let names: [(String, String)] = [
    ("open data commons open database license", "ODbL-1.0"), ("odbl", "ODbL-1.0"),
    ("open database license", "ODbL-1.0"), ("odc by v1.0", "ODC-By-1.0"), ("odc by 1.0", "ODC-By-1.0"),
    ("public domain dedication and license", "PDDL-1.0"), ("pddl", "PDDL-1.0"), ("pddl 1.0", "PDDL-1.0"),
    ("mit license", "MIT"), ("apache license 2.0", "Apache-2.0"),
    ("apache license version 2.0", "Apache-2.0"),
    ("apache 2.0", "Apache-2.0"), ("bsd 3 clause", "BSD-3-Clause"), ("bsd 2 clause", "BSD-2-Clause"),
    ("cdla permissive 2.0", "CDLA-Permissive-2.0"), ("cdla permissive 1.0", "CDLA-Permissive-1.0"),
    ("community data license agreement permissive version 1.0", "CDLA-Permissive-1.0"),
    ("community data license agreement permissive version 2.0", "CDLA-Permissive-2.0"),
    ("cdla sharing 1.0", "CDLA-Sharing-1.0"), ("open government license v3.0", "OGL-UK-3.0"),
    ("open government license version 3.0", "OGL-UK-3.0"), ("open government license v2.0", "OGL-UK-2.0"),
    ("open government license canada", "OGL-Canada-2.0"),
    ("gnu general public license v3", "GPL-3.0-only"), ("gnu general public license v3.0", "GPL-3.0-only"),
    ("gnu lesser general public license v3.0", "LGPL-3.0-only"),
  ]

  // MARK: - Kinds of terms

  /// What a text says wherever it says it.
  private static let kinds: [(phrase: String, id: String)] = [
    ("bdsp restricted health data license 1.0.0", "LicenseRef-BDSP-Restricted-Health-Data-1.0.0"),
    ("physionet credentialed health data license", "LicenseRef-PhysioNet-Credentialed"),
    ("nih genomic data sharing policy", "LicenseRef-NIH-GDS"),
    ("nih gds policy", "LicenseRef-NIH-GDS"),
    ("toronto statement", "LicenseRef-Toronto-Statement"),
    ("data use agreement", "LicenseRef-data-use-agreement"),
    ("data user agreement", "LicenseRef-data-use-agreement"),
    ("data access agreement", "LicenseRef-data-use-agreement"),
    ("data sharing agreement", "LicenseRef-data-use-agreement"),
    ("data access framework contract", "LicenseRef-data-use-agreement"),
    ("data sharing framework contract", "LicenseRef-data-use-agreement"),
    ("material transfer agreement", "LicenseRef-data-use-agreement"),
    ("participant license agreement", "LicenseRef-data-use-agreement"),
    ("data transfer agreement", "LicenseRef-data-use-agreement"),
  ]

  /// What a text says where it begins with it.
  private static let beginnings: [(phrase: String, id: String)] = [
    ("please contact", "LicenseRef-on-request"), ("contact the", "LicenseRef-on-request"),
    ("available on request", "LicenseRef-on-request"), ("available upon request", "LicenseRef-on-request"),
    ("on request", "LicenseRef-on-request"), ("upon request", "LicenseRef-on-request"),
    ("external data users may freely download analyze and publish", "LicenseRef-no-restrictions-stated"),
    ("us government public domain", "LicenseRef-scancode-us-govt-public-domain"),
    ("there are no restrictions on landsat data", "LicenseRef-no-restrictions-stated"),
    ("there are no restrictions on the use of", "LicenseRef-no-restrictions-stated"),
    ("open data there are no restrictions on the use of", "LicenseRef-no-restrictions-stated"),
  ]
}
