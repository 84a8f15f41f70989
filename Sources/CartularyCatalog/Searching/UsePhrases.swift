internal import CartularyQuery

/// Words that say what data is wanted for, or how, with the filters that decide it.
struct UsePhrases {
  let clauses: [FieldClause]
  /// Whether they are hardly ever a subject.
  let isPlain: Bool

  static let longest = 6

  /// What words say of use, folded; `nil` if nothing.
  static func meaning(of words: some BidirectionalCollection<String>) -> UsePhrases? {
    guard let first = words.first, beginnings.contains(first) else { return nil }
    if let phrase = table[words.joined(separator: " ")] { return phrase }
    guard asks(words) else { return nil }
    let rest = words.dropFirst(3)
    if rest.isEmpty { return UsePhrases(clauses: [usable], isPlain: true) }
    // "I may use" is said of what follows: "commercially", "for research".
    return table[rest.joined(separator: " ")].flatMap { phrase in
      phrase.clauses.first == usable ? UsePhrases(clauses: phrase.clauses, isPlain: true) : nil
    }
  }

  /// Places of words that ask for a permission, as in "asthma data I may use commercially": they are not what is looked
  /// for, and would find what says "use" and "may" all the time.
  static func asking(in words: [String]) -> Set<Int> {
    guard words.contains(where: permissions.contains) else { return [] }
    var places: Set<Int> = []
    for start in words.indices where !places.contains(start) && asks(words[start...]) {
      let length = (3...min(longest, words.count - start)).last {
        meaning(of: words[start..<(start + $0)]) != nil
      }
      if let length { places.formUnion(start..<(start + length)) }
    }
    return places
  }

  /// Whether words begin with "I may use", "may I use" and the like.
  private static func asks(_ words: some BidirectionalCollection<String>) -> Bool {
    let begun = Array(words.prefix(3))
    guard begun.count == 3, uses.contains(begun[2]) else { return false }
    return askers.contains(begun[0]) && permissions.contains(begun[1])
      || permissions.contains(begun[0]) && askers.contains(begun[1])
  }

  private static let askers: Set<String> = ["i", "we", "you", "one"]
  private static let permissions: Set<String> = ["may", "can"]
  private static let uses: Set<String> = ["use", "reuse", "share", "redistribute"]

  private static func clause(_ field: String, _ values: String...) -> FieldClause {
    FieldClause(field: field, match: .values(values.map { FieldValue(text: $0) }))
  }

  private static let usable = clause(FieldTable.usable, "allowed", "allowed-with-conditions")

  /// The first words of the phrases, so that most queries need no table.
  static let beginnings: Set<String> = [
    "i", "we", "you", "one", "may", "can", "use", "reuse", "share", "redistribute", "used", "usable",
    "reusable",
    "allowed", "permitted", "commercially", "commercial", "noncommercial", "noncommercially", "non",
    "research",
    "academic", "for", "in", "free", "without", "at", "no", "freely", "openly", "open", "unrestricted",
    "download",
    "downloads", "downloadable", "downloading", "to",
  ]

  /// By the words, with blanks between.
  static let table: [String: UsePhrases] = {
    var table: [String: UsePhrases] = [:]
    func add(_ clauses: [FieldClause], plain: [String], others: [String] = []) {
      for phrase in plain { table[phrase] = UsePhrases(clauses: clauses, isPlain: true) }
      for phrase in others { table[phrase] = UsePhrases(clauses: clauses, isPlain: false) }
    }
    add(
      [usable], plain: ["allowed to use", "free to use", "usable", "reusable"],
      others: ["use", "used", "reuse", "allowed", "permitted"])
    add(
      [usable, clause("purpose", "commercial")],
      plain: ["commercially", "for commercial use", "for commercial purposes", "commercial use"]
        + uses.map { "\($0) commercially" }, others: ["commercial"])
    add(
      [usable, clause("purpose", "general-research", "academic-research")],
      plain: ["for research", "for my research", "for academic research", "for academic use"]
        + uses.map { "\($0) for research" }, others: ["research", "academic"])
    add([usable, clause("purpose", "education")], plain: ["for teaching", "for education", "in teaching"])
    add([usable], plain: ["noncommercial", "non commercial", "noncommercially", "non commercial use"])
    add(
      [clause("fee", "free")],
      plain: [
        "for free", "free of charge", "without charge", "without a fee", "at no cost", "no cost", "no fee",
      ])
    add(
      [clause("fee", "free"), clause("openness", "open")],
      plain: ["free", "free data", "free dataset", "free datasets"])
    add(
      [clause("openness", "open")],
      plain: [
        "freely", "freely available", "openly", "openly licensed", "open licence", "open license",
        "open licensed",
      ], others: ["open", "unrestricted"])
    add(
      [clause("availability", "open-download")],
      plain: [
        "download", "downloads", "downloadable", "downloading", "to download", "for download",
        "free download",
      ])
    return table
  }()
}
