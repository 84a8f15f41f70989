internal import CartularyBase

/// Words that carry grammar and no subject, as they are folded. A query is searched without them unless it has
/// nothing else; records keep them, so that phrases and whole names can be found.
///
/// English, as the stems are. No word is here that is also a subject: "us", "who" and "it" are missing, as people
/// ask for the US, the WHO and IT.
enum FunctionWords {
  static func contains(_ word: String) -> Bool { EnglishFunctionWords.contains(word) }

  /// How many of the first words of a query only ask, as in "show me all datasets on rain" or "I am looking for".
  ///
  /// A verb of asking counts only next to a function word: "search queries" is a subject.
  static func askingCount(_ words: [String]) -> Int {
    let lead = words.prefix { contains($0) || verbsOfAsking.contains($0) }
    let asks = lead.contains(where: verbsOfAsking.contains) && lead.contains(where: contains)
    return asks && lead.count < words.count ? lead.count : 0
  }

  private static let verbsOfAsking: Set<String> = [
    "am", "find", "get", "give", "looking", "need", "please", "search", "searching", "show", "tell", "want",
  ]
}
