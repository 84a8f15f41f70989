/// What the text of a licence says besides its id: free text that is a licence of its own, and what was written around the
/// name of another.
///
/// A doubt counts. What is not found here may still stand in a text: terms of its own have to be read.
package enum LicenseTextTerm: String, CaseIterable, Sendable {
  /// Nothing commercial may be done.
  case nonCommercial = "NC"
  /// Nothing made from the data may be passed on.
  case noDerivatives = "ND"
  /// What is made from the data carries the same licence.
  case shareAlike = "SA"
  /// The data itself may not be passed on.
  case noOnwardSharing = "no-sharing"
  /// The source has to be named.
  case attribution = "BY"
  /// Nobody may suggest that the source stands behind them.
  case noEndorsement = "no-endorsement"
  /// Changed data may not be passed off as the original.
  case marksChanges = "mark-changes"
  /// There are words that limit use in some way.
  case limited
  /// No licence is named, and there is nothing to read: "other", "please contact the publisher".
  case unnamed
  /// A licence of its own of which the record has a name or an address alone: nothing in its words permits use.
  case unread

  /// A longer text is a contract, which only a person can read.
  private static let longestText = 4 << 10

  /// What the texts of licences say.
  static func terms(of licenses: [License]) -> Set<LicenseTextTerm> {
    licenses.reduce(into: []) { terms, license in
      guard license.openness != .none else { return }
      let isCustom = license.openness == .custom
      guard let text = license.text else {
        if isCustom, license.id == License.customID { terms.insert(.unnamed) }
        if isCustom, !LicensePermission.isKnown(license.id) { terms.insert(.unread) }
        return
      }
      guard text.utf8.count <= longestText else {
        if isCustom { terms.insert(.limited) }
        return
      }
      let addresses = LicenseAddress.addresses(in: text)
      let words = LicensePhrases.words(of: addresses.around.joined(separator: " "))
      terms.formUnion(duties(words))
      if isCustom {
        terms.formUnion(limits(words, hasAddress: !addresses.found.isEmpty))
        if !LicensePermission.isKnown(license.id), !LicensePermission.isStated(words) {
          terms.insert(.unread)
        }
      }
    }
  }

  private static func duties(_ words: [String]) -> Set<LicenseTextTerm> {
    var terms: Set<LicenseTextTerm> = []
    if asksForAttribution(words) { terms.insert(.attribution) }
    if forbidsEndorsement(words) { terms.insert(.noEndorsement) }
    if marksChanges(words) { terms.insert(.marksChanges) }
    return terms
  }

  private static func limits(_ words: [String], hasAddress: Bool) -> Set<LicenseTextTerm> {
    var terms: Set<LicenseTextTerm> = []
    let ids = LicensePhrases.creativeCommons(in: words).ids
    let classes = ids.compactMap(CreativeCommons.openness)
    if ids.contains(where: CreativeCommons.isNonCommercial) || excludesCommerce(words) {
      terms.insert(.nonCommercial)
    }
    if classes.contains(.noDerivatives) { terms.insert(.noDerivatives) }
    if ids.contains(where: { $0.split(separator: "-").contains("SA") }) { terms.insert(.shareAlike) }
    if excludesSharing(words) { terms.insert(.noOnwardSharing) }
    if LicenseLimits.takeBack(words, from: [.open]) || words.contains(where: narrowing.contains) {
      terms.insert(.limited)
    }
    if !hasAddress, words.allSatisfy(Self.emptyWords.contains) { terms.insert(.unnamed) }
    return terms
  }

  private static func excludesCommerce(_ words: [String]) -> Bool {
    words.indices.contains { index in
      LicensePhrases.isNonCommercial(words, at: index)
        || words[index].hasPrefix("commercial") && isDenied(words, at: index, within: 3)
    }
  }

  private static func excludesSharing(_ words: [String]) -> Bool {
    words.indices.contains { index in
      let word = words[index]
      return (word.hasPrefix("redistribut") || shares.contains(word)) && isDenied(words, at: index, within: 3)
    }
  }

  private static func asksForAttribution(_ words: [String]) -> Bool {
    words.indices.contains { index in
      LicenseLimits.courtesies.contains(words[index])
        && words[max(0, index - 3)..<min(words.count, index + 3)].contains { demands.contains($0) }
        && !isDenied(words, at: index, within: 3) && !words[index...].prefix(4).contains("not")
    }
  }

  /// "Not permissible to state or imply endorsement by"; that something "does not constitute endorsement" binds nobody.
  private static func forbidsEndorsement(_ words: [String]) -> Bool {
    words.indices.contains { index in
      words[index].hasPrefix("endors") && isDenied(words, at: index, within: 8)
        && !words[max(0, index - 8)..<index].contains { $0.hasPrefix("constitut") }
    }
  }

  /// "If you modify the data, you may not state that it is original", "indicate if changes were made".
  private static func marksChanges(_ words: [String]) -> Bool {
    words.indices.contains { index in
      switch words[index] {
      case "original", "unaltered", "unmodified":
        isDenied(words, at: index, within: 10)
          && words[max(0, index - 20)..<index].contains { change in changes.contains { change.hasPrefix($0) }
          }
      case "indicate", "indicated", "mark", "marked", "identify", "identified":
        words[index...].prefix(6).contains { change in changes.contains { change.hasPrefix($0) } }
      default: false
      }
    }
  }

  private static let changes = ["modif", "alter", "chang", "adapt"]

  private static func isDenied(_ words: [String], at index: Int, within distance: Int) -> Bool {
    words[max(0, index - distance)..<index].contains { denials.contains($0) }
  }

  private static let narrowing: Set = ["exclusively", "exclusive", "solely"]
  private static let shares: Set = [
    "share", "shared", "distribute", "distributed", "distribution", "resale", "resell",
  ]
  private static let denials: Set = ["not", "no", "without", "never", "prohibited", "cannot", "nor"]
  private static let demands: Set = [
    "must", "required", "requires", "require", "requested", "requests", "request", "asks", "asked", "shall",
    "mandatory",
  ]

  /// Words that name no licence and say nothing that could be read.
  private static let emptyWords: Set = [
    "other", "others", "custom", "license", "licenses", "licensed", "licensing", "various", "mixed", "see",
    "please",
    "contact", "point", "details", "provided", "using", "publisher", "provider", "owner", "holder", "data",
    "dataset",
    "the", "a", "an", "this", "these", "is", "are", "be", "by", "for", "of", "on", "in", "at", "from", "to",
    "with",
    "and", "or", "request", "upon", "available", "not", "open", "closed", "released", "public", "domain",
    "attribution",
    "terms", "conditions", "conditional", "use", "apply", "n", "na", "none", "tbd", "tba", "access", "us",
    "information",
    "more", "description", "section", "below", "above",
  ]
}
