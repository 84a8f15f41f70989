/// What a word and its stem have in common, so that most words can be told from a stem without a look for theirs.
enum StemLikeness: Equatable {
  /// So many of their first bytes, 1 or 2; the second counts only where both are ASCII.
  case beginning(Int)
  /// All of the stem but its first byte stands somewhere in the word, as beginnings are taken off and replaced.
  case rest
  /// Nothing that is known.
  case unknown

  /// Held by a test, and tried with a million words; Arabic, Irish, Nepali and Tamil were not, or do otherwise. English makes
  /// `lie` of `lying`, Finnish one letter of two alike, and Turkish may change the second one.
  static let ofLanguages: [String: StemLikeness] = [
    "english": .beginning(1), "fi": .beginning(1), "tr": .beginning(1), "id": .rest,
  ].merging(
    [
      "none", "ca", "da", "de", "es", "eu", "fr", "hu", "hy", "it", "lt", "nl", "no", "pt", "ro", "ru", "sv",
    ].map { ($0, .beginning(2)) }, uniquingKeysWith: { first, _ in first })
}
