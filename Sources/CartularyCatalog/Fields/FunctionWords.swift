/// Words that carry grammar and no subject, as they are folded. A query is searched without them unless it has
/// nothing else; records keep them, so that phrases and whole names can be found.
///
/// English, as the stems are. No word is here that is also a subject: "us", "who" and "it" are missing, as people
/// ask for the US, the WHO and IT.
enum FunctionWords {
  static func contains(_ word: String) -> Bool { all.contains(word) }

  private static let all: Set<String> = [
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "being", "between", "but", "by", "can", "could", "did", "do", "does", "during", "each", "for", "from",
    "had", "has", "have", "having", "he", "her", "his", "how", "i", "if", "im", "in", "into", "is", "its",
    "me", "my", "no", "not", "of", "on", "or", "other", "our", "over", "per", "she", "should", "so", "some",
    "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "through", "to", "under", "until", "up", "via", "was", "we", "were", "what", "when", "where", "which",
    "while", "whose", "why", "will", "with", "within", "without", "would", "you", "your",
  ]

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
