/// Words of English that carry grammar and no subject, folded. No word is here that is also a subject: "us", "who" and
/// "it" are missing, as people ask for the US, the WHO and IT.
package enum EnglishFunctionWords {
  package static func contains(_ word: String) -> Bool { all.contains(word) }

  private static let all: Set<String> = [
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "being", "between", "but", "by", "can", "could", "did", "do", "does", "during", "each", "for", "from",
    "had", "has", "have", "having", "he", "her", "his", "how", "i", "if", "im", "in", "into", "is", "its",
    "me", "my", "no", "not", "of", "on", "or", "other", "our", "over", "per", "she", "should", "so", "some",
    "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "through", "to", "under", "until", "up", "via", "was", "we", "were", "what", "when", "where", "which",
    "while", "whose", "why", "will", "with", "within", "without", "would", "you", "your",
  ]
}
