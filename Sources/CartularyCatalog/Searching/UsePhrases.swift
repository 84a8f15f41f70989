internal import CartularyQuery

/// Words that say what data is wanted for, or how, with the filters that decide it.
struct UsePhrases {
  let clauses: [FieldClause]
  /// Whether they are hardly ever a subject.
  let isPlain: Bool

  static let longest = 6

  /// Places of words that ask for a permission, as in "asthma data I may use commercially": they are not what is looked
  /// for, and would find what says "use" and "may" all the time.
  static func asking(in words: [String]) -> Set<Int> {
    guard words.contains(where: permissions.contains) else { return [] }
    var places: Set<Int> = []
    for start in words.indices where !places.contains(start) {
      let lengths = (1...min(longest, words.count - start)).reversed()
      let length = lengths.first { length in
        asked.contains(words[start..<(start + min(length, 3))].joined(separator: " "))
          && table[words[start..<(start + length)].joined(separator: " ")] != nil
      }
      if let length { places.formUnion(start..<(start + length)) }
    }
    return places
  }

  private static let permissions: Set<String> = ["may", "can"]
  /// "I may use", "may I use".
  private static let asked: Set<String> = {
    var phrases: Set<String> = []
    for who in ["i", "we", "you", "one"] {
      for may in permissions {
        for use in uses { phrases.formUnion(["\(who) \(may) \(use)", "\(may) \(who) \(use)"]) }
      }
    }
    return phrases
  }()
  private static let uses = ["use", "reuse", "share", "redistribute"]

  /// By the words, folded, with blanks between.
  static let table: [String: UsePhrases] = {
    var table: [String: UsePhrases] = [:]
    func add(_ filters: [(String, [String])], plain: [String], others: [String] = []) {
      let clauses = filters.map { field, values in
        FieldClause(field: field, match: .values(values.map { FieldValue(text: $0) }))
      }
      for phrase in plain { table[phrase] = UsePhrases(clauses: clauses, isPlain: true) }
      for phrase in others { table[phrase] = UsePhrases(clauses: clauses, isPlain: false) }
    }
    let usable = (FieldTable.usable, ["allowed", "allowed-with-conditions"])
    let commercially = ["commercially", "for commercial use", "for commercial purposes", "commercial use"]
    add(
      [usable], plain: asked + ["allowed to use", "free to use", "usable", "reusable"],
      others: ["use", "used", "reuse", "allowed", "permitted"])
    add(
      [usable, ("purpose", ["commercial"])],
      plain: commercially + asked.flatMap { ask in commercially.map { "\(ask) \($0)" } }
        + uses.map { "\($0) commercially" }, others: ["commercial"])
    add(
      [usable, ("purpose", ["general-research", "academic-research"])],
      plain: ["for research", "for my research", "for academic research", "for academic use"]
        + uses.map { "\($0) for research" } + asked.map { "\($0) for research" },
      others: ["research", "academic"])
    add([usable, ("purpose", ["education"])], plain: ["for teaching", "for education", "in teaching"])
    add([usable], plain: ["noncommercial", "non commercial", "noncommercially", "non commercial use"])
    add(
      [("fee", ["free"])],
      plain: [
        "for free", "free of charge", "without charge", "without a fee", "at no cost", "no cost", "no fee",
      ])
    add(
      [("fee", ["free"]), ("openness", ["open"])],
      plain: ["free", "free data", "free dataset", "free datasets"])
    add(
      [("openness", ["open"])],
      plain: [
        "freely", "freely available", "openly", "openly licensed", "open licence", "open license",
        "open licensed",
      ], others: ["open", "unrestricted"])
    add(
      [("availability", ["open-download"])],
      plain: [
        "download", "downloads", "downloadable", "downloading", "to download", "for download",
        "free download",
      ])
    return table
  }()
}
