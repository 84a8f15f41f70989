/// Words that take something of a licence back, wherever in a text they are: what was found is then not the whole of
/// the terms, and the rest has to be read.
///
/// A doubt counts as a limit. What a sentence says that takes nothing back is a table of exceptions.
enum LicenseLimits {
  /// - Parameters:
  ///   - words: Those of the text around addresses of licences, as `LicensePhrases.words(of:)` divides it.
  ///   - found: How free the use is under each licence that was found. Terms of their own say themselves what
  ///     they except.
  static func takeBack(_ words: [String], from found: [Openness]) -> Bool {
    guard let strictest = found.max(), strictest < .custom else { return false }
    var places = WordPlaces(LicensePhrases.creativeCommons(in: words).places)
    let context = Context(words: reviewed(words), strictest: strictest)
    let offset = words.count - context.words.count
    return context.words.indices.contains { index in
      !places.contain(index + offset) && context.isLimit(at: index)
    }
  }

  /// The words without a beginning that a person has read and found to take nothing back.
  private static func reviewed(_ words: [String]) -> [String] {
    for beginning in harmless where words.starts(with: beginning) {
      return Array(words.dropFirst(beginning.count))
    }
    return words
  }

  private static let harmless = [
    "these datasets are products of the u.s government and are intended for public access and use unless "
      + "otherwise specified all data produced by the u.s epa is by default in the public domain",
    "noaa s fourcastnetgfs products are released under cc0 license the underlying code package follows apache 2.0 "
      + "license",
    "noaa s fourcastnetgfs products are released under cc0 license the underlying fourcastnet code package follows "
      + "apache 2.0 license as specified in the ecmwf s ai models fourcastnetv2 github page the products in this "
      + "bucket only contain noaa produced products and not fourcastnet code or training data",
  ].map { $0.split(separator: " ").map(String.init) }

  private struct Context {
    let words: [String]
    let strictest: Openness

    private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    private func next(_ count: Int, after index: Int) -> ArraySlice<String> {
      words[min(index + 1, words.count)..<min(index + 1 + count, words.count)]
    }

    private func previous(_ count: Int, before index: Int) -> ArraySlice<String> {
      words[max(0, index - count)..<index]
    }

    func isLimit(at index: Int) -> Bool {
      let following = next(1, after: index).first ?? ""
      switch word(index) {
      case let word where LicenseLimits.words.contains(word): return true
      case "only": return !isOnlyHarmless(index)
      case "not": return isNotLimit(index)
      case "no": return LicenseLimits.denied.contains(following)
      case "non", "noncommercial", "noncommercially":
        if LicensePhrases.isNonCommercial(words, at: index) { return strictest < .nonCommercial }
        return LicenseLimits.negated.contains(following)
      case "restriction", "restrictions":
        return !isDenied(index, pastEach: ["any", "known", "copyright", "other"])
      case "permission", "approval", "consent", "authorization", "authorisation":
        return following != "to"
          && !next(3, after: index).contains { ["hereby", "granted", "given"].contains($0) }
          && !isDenied(
            index, pastEach: ["any", "prior", "written", "further", "special", "explicit", "asking", "for"])
      case "limited": return following == "to" && word(index - 1) != "not"
      case "subject":
        return following == "to" && word(index - 1) != "not"
          && next(6, after: index).allSatisfy { !LicenseLimits.families.contains($0) }
      case "must":
        return following != "not"
          && next(6, after: index).allSatisfy { !LicenseLimits.courtesies.contains($0) }
      case "third": return ["party", "parties"].contains(following)
      case "see": return following == "each"
      case let word where LicenseLimits.purposes.contains(word): return isPurpose(index)
      case let word where LicenseLimits.differing.contains(word):
        return next(2, after: index).contains { LicenseLimits.terms.contains($0) }
      default: return false
      }
    }

    /// "Without any restrictions", "no prior permission".
    private func isDenied(_ index: Int, pastEach skipped: Set<String>) -> Bool {
      var index = index - 1
      while skipped.contains(word(index)) { index -= 1 }
      return ["no", "without"].contains(word(index))
    }

    /// "For non-commercial purposes only" is what such a licence says itself, "GPL 3.0 only" is a name.
    private func isOnlyHarmless(_ index: Int) -> Bool {
      if word(index - 1) == "not" { return true }
      if LicenseLimits.versionedNames.contains(word(index - 2)) { return true }
      return strictest >= .nonCommercial
        && (max(0, index - 4)..<index).contains { LicensePhrases.isNonCommercial(words, at: $0) }
    }

    /// What may not be implied or claimed limits no use.
    private func isNotLimit(_ index: Int) -> Bool {
      let following = next(3, after: index)
      guard !following.contains(where: { LicenseLimits.claims.contains($0) }) else { return false }
      if LicenseLimits.modals.contains(word(index - 1)) { return true }
      return following.contains { LicenseLimits.granted.contains($0) }
    }

    /// "For academic and educational purposes", "research use".
    private func isPurpose(_ index: Int) -> Bool {
      let following = next(4, after: index)
      return following.contains { LicenseLimits.uses.contains($0) }
        && !(previous(2, before: index) + following).contains { $0.hasPrefix("commercial") || $0 == "any" }
    }
  }

  // MARK: - Tables

  private static let words: Set = [
    "except", "excepting", "excluding", "excludes", "excluded", "exception", "exceptions", "unless",
    "prohibited",
    "prohibits",
    "prohibit", "forbidden", "forbids", "disallowed", "denied", "restricted", "restrictive", "restricts",
    "cannot",
    "code", "software", "proprietary", "confidential", "embargo", "embargoed", "various", "varies", "vary",
    "varying", "depends", "depending", "differ",
    "differs", "revoked", "withdrawn", "rescinded", "superseded", "expired",
    "formerly",
    "former", "registration", "nonprofit",
    // The same in other languages that catalogs are written in.
    "nicht", "keine", "nur", "verboten", "außer", "sauf", "uniquement", "seulement", "interdit", "interdite",
    "niet",
    "alleen", "solamente", "excepto", "salvo", "prohibido",
  ]

  /// What is denied by "no" before it.
  private static let denied: Set = [
    "commercial", "redistribution", "distribution", "sharing", "resale", "reuse", "re", "use", "derivative",
    "derivatives", "derived", "modification", "modifications", "longer", "public", "copying", "permission",
    "license", "open",
  ]

  /// What is denied by "non" before it.
  private static let negated: Set = [
    "profit", "transferable", "derivative", "derivatives", "redistributable", "open", "free", "standard",
  ]

  /// What is denied by "not" before it.
  private static let granted: Set = [
    "licensed", "available", "released", "under", "published", "covered", "allowed", "permitted",
    "permissible",
    "redistribute", "redistributed", "redistribution", "distribute", "distributed", "share", "shared", "use",
    "used",
    "commercial", "commercially", "free", "freely", "open", "apply", "applicable", "authorized", "authorised",
    "intended",
    "valid", "part", "sell", "sold", "copy", "copied", "modify", "modified", "transfer", "transferred",
    "disclose",
    "disclosed", "included", "include", "public", "publish",
  ]

  private static let modals: Set = ["may", "must", "shall", "should", "can", "could"]

  private static let claims: Set = [
    "state", "imply", "suggest", "claim", "represent", "endorse", "endorsement", "endorsed", "copyright",
    "required",
    "responsible", "liable",
  ]

  private static let purposes: Set = [
    "research", "academic", "academics", "educational", "education", "personal", "internal", "scientific",
    "teaching",
    "private", "evaluation", "humanitarian", "scholarly", "university",
  ]

  private static let uses: Set = ["use", "uses", "usage", "purpose", "purposes", "only"]

  private static let differing: Set = [
    "exact", "individual", "own", "different", "other", "separate", "additional", "further", "multiple",
    "several",
    "mixed", "respective", "original", "some", "certain", "special", "specific",
  ]

  private static let terms: Set = [
    "license", "licenses", "licensing", "licensed", "terms", "conditions", "restrictions", "agreement",
    "agreements",
  ]

  private static let families: Set = ["cc", "creative", "commons", "open", "public", "odbl", "mit", "apache"]

  /// What one must do anyway.
  static let courtesies: Set = [
    "cite", "cited", "citing", "citation", "acknowledge", "acknowledged", "acknowledgement", "attribute",
    "attributed",
    "attribution", "credit", "credited", "reference", "referenced", "mention",
  ]

  /// Names after whose version "only" is a part of them.
  private static let versionedNames: Set = ["gpl", "lgpl", "agpl", "gfdl", "eupl"]
}
