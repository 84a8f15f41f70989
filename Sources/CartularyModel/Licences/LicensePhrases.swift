internal import CartularyBase

/// Licences that are named within a sentence, and kinds of terms that a sentence states.
enum LicensePhrases {
  /// Every licence that prose names in full: "All data is available under the MIT License. Please cite it."
  ///
  /// Empty where nothing is named, and where any word casts doubt on what is: "CC BY 4.0 except images".
  static func ids(namedIn words: [String]) -> [String] {
    guard words.count <= 2_000 else { return [] }
    let family = creativeCommons(in: words)
    guard family.isWhole else { return [] }
    let ids = named(in: words, family.ids)
    let isNonCommercial = !ids.isEmpty && ids.allSatisfy(CreativeCommons.isNonCommercial)
    return isDoubtful(words, names: family.places, isNonCommercial: isNonCommercial) ? [] : ids
  }

  /// The licences that a text names beside those that were found by an address or otherwise, where they are others:
  /// "[CC BY-SA 4.0](…/licenses/by/4.0/)" is both, whatever else is said. A name without a version contradicts no
  /// version.
  static func ids(namedIn words: [String], besides ids: [String]) -> [String] {
    named(in: words, creativeCommons(in: words).ids).filter { id in
      guard !ids.contains(id) else { return false }
      guard CreativeCommons.openness(of: id) != nil else { return true }
      let family = CreativeCommons.family(of: id)
      return !id.hasSuffix("-unversioned") || !ids.contains { CreativeCommons.family(of: $0) == family }
    }
  }

  private static func named(in words: [String], _ family: [String]) -> [String] {
    var ids: [String] = []
    for id in family + names.values(in: words) where !ids.contains(id) { ids.append(id) }
    return ids
  }

  /// Whether a text speaks of Creative Commons without saying which of its licences.
  static func hasUnnamedCreativeCommons(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains { $0 == "creative" && $1 == "commons" }
      && creativeCommons(in: words).ids.isEmpty
  }

  /// Whether words that follow a name leave open on what terms the whole is.
  static func isDoubtful(_ words: [String]) -> Bool {
    isDoubtful(words, names: creativeCommons(in: words).places, isNonCommercial: false)
  }

  /// The kind of terms that a text states without naming a licence; `nil` for others.
  static func kind(of words: [String]) -> String? {
    if let first = words.first, ["varies", "various", "vary"].contains(first) { return "LicenseRef-various" }
    let start = words.prefix(400)
    return kinds.first(in: start) ?? beginnings.beginning(start)
  }

  /// Lower-case words and numbers; `4.0` is one.
  static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }
      .map { word in
        var word = word
        while word.last == "." { word.removeLast() }
        while word.first == "." { word.removeFirst() }
        return word.hasPrefix("licenc") ? "licens" + word.dropFirst("licenc".count) : String(word)
      }.filter { !$0.isEmpty }
  }

  // MARK: - Names

  /// Words after which a name no longer says on what terms the whole is.
  private static let doubts: Set = [
    "not", "no", "non", "noncommercial", "except", "excluding", "exception", "exceptions", "unless", "but",
    "however", "some",
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

  /// - Parameters:
  ///   - names: Where names of Creative Commons stand, whose own words take nothing back.
  ///   - isNonCommercial: Whether what is named forbids commercial use anyway.
  private static func isDoubtful(_ words: [String], names: [Range<Int>], isNonCommercial: Bool) -> Bool {
    var places = WordPlaces(names)
    for (index, word) in words.enumerated() where doubts.contains(word) {
      let next = index + 1 < words.count ? words[index + 1] : ""
      // A request that takes nothing back, and things that are non-something and no terms.
      let isHarmless =
        places.contain(index) || (word == "no" && next == "rights")
        || (word == "but" && next == "please") || (word == "or" && next == "later")
        || (word == "non" && !limits.contains(next))
        || (isNonCommercial && Self.isNonCommercial(words, at: index))
      if !isHarmless { return true }
    }
    return false
  }

  /// What terms may be "non-": Commercial use is another thing than subjects who are non-consenting.
  private static let limits: Set = [
    "commercial", "commercially", "open", "free", "exclusive", "transferable", "derivative", "derivatives",
    "profit", "standard",
  ]

  /// "non-commercial use", but not "commercial and non-commercial use".
  static func isNonCommercial(_ words: [String], at index: Int) -> Bool {
    func word(_ offset: Int) -> String {
      words.indices.contains(index + offset) ? words[index + offset] : ""
    }
    let length = word(0) == "non" && word(1).hasPrefix("commercial") ? 2 : 1
    guard length == 2 || word(0).hasPrefix("noncommercial") else { return false }
    let joins: Set = ["and", "or"]
    return !(joins.contains(word(-1)) && word(-2).hasPrefix("commercial"))
      && !(joins.contains(word(length)) && word(length + 1).hasPrefix("commercial"))
  }

  // MARK: - The Creative Commons family

  private static let family: Set = [
    "cc", "cc0", "creative", "commons", "by", "attribution", "nc", "noncommercial", "non", "commercial", "sa",
    "sharealike", "share", "alike", "nd", "noderivatives", "noderivs", "no", "derivatives", "derivs", "zero",
    "license", "international", "generic", "unported", "universal", "version", "v", "1.0", "2.0", "2.5",
    "3.0",
    "4.0", "v1.0", "v2.0", "v3.0", "v4.0",
  ]

  /// The members that words name, and where.
  ///
  /// - Returns: `isWhole` is false where only half of what is named is known; a national version is then told as
  ///   the international one.
  static func creativeCommons(in words: [String]) -> (ids: [String], places: [Range<Int>], isWhole: Bool) {
    var ids: [String] = []
    var places: [Range<Int>] = []
    var isWhole = true
    var index = 0
    while index < words.count {
      guard ["cc", "cc0", "creative"].contains(words[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      var hasVersion = false
      var isNamed = false
      while end < words.count, family.contains(words[end]) {
        // The next name begins; "Creative Commons CC BY" is one.
        let last = words[end - 1]
        isNamed =
          isNamed || hasVersion || last == "cc0" || last == "zero" || last == "by" && words[index] == "cc"
        if ["cc", "cc0", "creative"].contains(words[end]), isNamed || words[end] == "creative" { break }
        hasVersion = hasVersion || words[end].contains(".")
        end += 1
      }
      // What follows may be denied: "CC BY 4.0. No redistribution."
      while end > index + 1, ["no", "non"].contains(words[end - 1]) { end -= 1 }
      let run = words[index..<end]
      // "Creative Commons by NASA" names nobody's licence.
      let isName =
        hasVersion || run.contains("attribution") || run.contains("cc0") || run.contains("zero")
        || zip(run, run.dropFirst()).contains { $0 == "cc" && $1 == "by" }
      // "CC BY 3.0 IGO" and "3.0 US" are other licences than the ones without, and there is no "CC BY 5.0".
      let next = end < words.count ? words[end] : ""
      let isPorted = ports.contains(next) || next.first?.isNumber == true
      let id = isName ? CreativeCommons.id(fromPhrase: run.joined(separator: " ")) : nil
      // What is not a name may be a limit: "CC0 1.0, no commercial use".
      if id != nil || !isName { places.append(index..<end) }
      if let id, !isPorted {
        ids.append(id)
      } else if let id, next == "igo", id.hasSuffix("-3.0") {
        ids.append(id + "-IGO")
      } else if isPorted || hasVersion {
        isWhole = false
        if let id { ids.append(id) }
      }
      index = end
    }
    return (ids, places, isWhole)
  }

  private static let ports: Set = ["igo", "us", "united", "uk", "de", "au", "australia", "germany", "deed"]

  /// Names that mean one licence wherever they stand, in the words of `words(of:)`.
  private static let names = PhraseTable([
    ("open data commons open database license", "ODbL-1.0"), ("odbl", "ODbL-1.0"),
    ("open database license", "ODbL-1.0"), ("odc by", "ODC-By-1.0"),
    ("open data commons attribution license", "ODC-By-1.0"),
    ("public domain dedication and license", "PDDL-1.0"), ("pddl", "PDDL-1.0"), ("pddl 1.0", "PDDL-1.0"),
    ("mit license", "MIT"), ("apache license 2.0", "Apache-2.0"),
    ("apache license version 2.0", "Apache-2.0"),
    ("apache 2.0", "Apache-2.0"), ("bsd 3 clause", "BSD-3-Clause"), ("bsd 2 clause", "BSD-2-Clause"),
    ("cdla permissive 2.0", "CDLA-Permissive-2.0"), ("cdla permissive 1.0", "CDLA-Permissive-1.0"),
    ("community data license agreement permissive version 1.0", "CDLA-Permissive-1.0"),
    ("community data license agreement permissive version 2.0", "CDLA-Permissive-2.0"),
    // There is one version of it.
    ("cdla sharing", "CDLA-Sharing-1.0"),
    ("community data license agreement sharing", "CDLA-Sharing-1.0"),
    ("open government license v3.0", "OGL-UK-3.0"),
    ("open government license version 3.0", "OGL-UK-3.0"), ("open government license v2.0", "OGL-UK-2.0"),
    ("open government license canada", "OGL-Canada-2.0"),
    ("gnu general public license v3", "GPL-3.0-only"), ("gnu general public license v3.0", "GPL-3.0-only"),
    ("gnu lesser general public license v3.0", "LGPL-3.0-only"),
  ])

  // MARK: - Kinds of terms

  /// What a text says wherever it says it.
  private static let kinds = PhraseTable([
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
    ("nihr hic data sharing framework", "LicenseRef-NIHR-HIC-Data-Sharing-Framework"),
    ("genomics england licensing policy", "LicenseRef-Genomics-England-Licensing-Policy"),
    ("intellectual property contained within the sail databank", "LicenseRef-SAIL-Databank-IP-Terms"),
    ("established through odr approval", "LicenseRef-on-request"),
    ("nvidia dataset license", "LicenseRef-NVIDIA-Dataset-License"),
    ("access and publication polices of the ihart", "LicenseRef-iHART-Policies"),
    ("edinburgh napier university license agreement", "LicenseRef-Edinburgh-Napier-University-License"),
    ("non commercial academic use only", "LicenseRef-academic-use-only"),
    ("custom non commercial license", "LicenseRef-other-non-commercial"),
    ("varying by", "LicenseRef-various"), ("multiple licensing terms", "LicenseRef-various"),
    ("is not the same for all datasets", "LicenseRef-various"),
    ("or state agency specific open data licenses", "LicenseRef-various"),
  ])

  /// What a text says where it begins with it.
  private static let beginnings = PhraseTable([
    ("please contact", "LicenseRef-on-request"), ("contact the", "LicenseRef-on-request"),
    ("available on request", "LicenseRef-on-request"), ("available upon request", "LicenseRef-on-request"),
    ("on request", "LicenseRef-on-request"), ("upon request", "LicenseRef-on-request"),
    (
      "academics all results and intellectual property rights iprs are owned by genomics england",
      "LicenseRef-Genomics-England-Licensing-Policy"
    ),
    ("you may access and use these de identified imaging datasets", "LicenseRef-RSNA-Data-Terms"),
    ("non commercial nc free for non commercial purposes", "LicenseRef-other-non-commercial"),
    (
      "conditions of release data is available by permission of the virginia department of conservation and recreation",
      "LicenseRef-Virginia-DCR-Conditions-of-Release"
    ),
    ("stsci hereby grants", "LicenseRef-STScI-PS1-License"),
    ("no explicit license stated", "NOASSERTION"),
    ("noaa s fourcastnetgfs products are released under cc0 license", "CC0-1.0"),
    (
      "the content of the library of congress online sanborn maps collection is in the public domain",
      "LicenseRef-scancode-public-domain"
    ),
    ("external data users may freely download analyze and publish", "LicenseRef-no-restrictions-stated"),
    ("us government public domain", "LicenseRef-scancode-us-govt-public-domain"),
    ("there are no restrictions on landsat data", "LicenseRef-no-restrictions-stated"),
    ("there are no restrictions on the use of", "LicenseRef-no-restrictions-stated"),
    ("open data there are no restrictions on the use of", "LicenseRef-no-restrictions-stated"),
  ])
}
