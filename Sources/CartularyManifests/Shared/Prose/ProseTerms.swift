internal import CartularyModel

/// Terms that statements in prose amount to, by the table of `ProseRule`. What the table does not have stays prose.
///
/// They only ever narrow: words that permit something permit nothing here, and a doubt counts as a limit.
struct ProseTerms: Equatable {
  private(set) var requirements: [AccessRequirement] = []
  private(set) var isRestricted = false
  private(set) var isOnRequest = false
  private(set) var isNotReleased = false
  private(set) var purposes: [Purpose] = []
  private(set) var requesters: [RequesterKind] = []

  var isEmpty: Bool { self == ProseTerms() }

  /// Whether it is said that not everyone has the data at once.
  var keepsAnyoneOut: Bool {
    isRestricted || isOnRequest || isNotReleased || !requesters.isEmpty
      || requirements.contains { asked in
        switch asked.kind {
        case .registration, .application, .eligibility, .training, .review, .agreement, .fee,
          .secureEnvironment:
          true
        default: false
        }
      }
  }

  /// Adds what a text says.
  mutating func read(_ text: String, about topic: ProseRule.Topic) {
    for sentence in ProseSentence.all(in: text) {
      guard topic != .remarks || Self.isOnWholeData(sentence.words) else { continue }
      if Self.isNonCommercial(sentence.words) { require(.noCommercialUse, sentence) }
      for rule in ProseRule.said(in: sentence.words, about: topic) {
        for meaning in rule.meanings { add(meaning, sentence) }
      }
    }
    // "Staff only … also available through a service" is not the whole truth.
    if isNotReleased, Self.namesAnotherWay(text) { (isNotReleased, isRestricted) = (false, true) }
  }

  private mutating func add(_ meaning: ProseRule.Meaning, _ sentence: ProseSentence) {
    switch meaning {
    case .requires(let kind): require(kind, sentence)
    case .restricted: isRestricted = true
    case .onRequest: isOnRequest = true
    case .notReleased: isNotReleased = true
    case .purposes(let stated):
      guard !Self.isCommercial(sentence.words) else { return }
      purposes += stated.filter { !purposes.contains($0) }
      if sentence.words.contains(where: { $0.hasPrefix("education") || $0 == "teaching" }),
        !purposes.contains(.education)
      {
        purposes.append(.education)
      }
    case .requesters(let stated): requesters += stated.filter { !requesters.contains($0) }
    }
  }

  private mutating func require(_ kind: Requirement, _ sentence: ProseSentence) {
    if let index = requirements.firstIndex(where: { $0.kind == kind }) {
      if requirements[index].url == nil, kind.isAskedFirst { requirements[index].url = sentence.address }
      return
    }
    var asked = AccessRequirement(kind: kind)
    asked.note = String(sentence.text.prefix(1_000))
    if kind.isAskedFirst { asked.url = sentence.address }
    requirements.append(asked)
  }

  // MARK: - Sentences

  /// "Non-commercial", but not "commercial and non-commercial", nor what is not about use.
  private static func isNonCommercial(_ words: [String]) -> Bool {
    let joins: Set = ["and", "or", "as", "well", "both"]
    return words.indices.contains { index in
      guard words[index] == "non", index + 1 < words.count, words[index + 1].hasPrefix("commercial") else {
        return false
      }
      let before = words[..<index].reversed().first { !joins.contains($0) } ?? ""
      let after = words[(index + 2)...].first { !joins.contains($0) } ?? ""
      return !before.hasPrefix("commercial") && !after.hasPrefix("commercial")
    }
  }

  private static func isCommercial(_ words: [String]) -> Bool {
    words.indices.contains { words[$0].hasPrefix("commercial") && ($0 == 0 || words[$0 - 1] != "non") }
  }

  /// "Dataset provided for research purposes only", of the data and not of something in it.
  private static func isOnWholeData(_ words: [String]) -> Bool {
    let subject = words.drop { ["the", "this", "our"].contains($0) }
    let things: Set = ["dataset", "datasets", "data", "corpus", "database", "collection"]
    return subject.prefix(2).contains(where: things.contains) && words.count <= 20
  }

  private static func namesAnotherWay(_ text: String) -> Bool {
    let folded = text.lowercased()
    return ["also available", "also be available", "however"].contains { folded.contains($0) }
  }
}

extension Requirement {
  /// Whether a sentence's address is likely where to begin.
  fileprivate var isAskedFirst: Bool {
    switch self {
    case .registration, .application, .review: true
    default: false
    }
  }
}
