/// A word of a text, in the form in which it is indexed and searched.
package struct Token: Sendable, Equatable {
  /// The word, folded.
  package let word: String
  /// The word as people write it who have no key for its umlauts, folded: `loewe` for `Löwe`; `nil` if it has none.
  package let spelling: String?
  /// Its stem, as `TextAnalyzer` marks it by its language; for a pair of Chinese, Japanese or Korean characters, the pair.
  package let stem: String
  /// Which word of the text it is, from 1. A joined form stands where its first part does.
  package let position: Int
  /// Whether this is a code or a name written as one, `sentinel1a` for `Sentinel-1A`, `oneill` for `O'Neill`, beside its
  /// parts.
  package let isJoined: Bool
  /// Where it stands in the text, in UTF-8 offsets; the part that was kept of a word that was cut.
  package let range: Range<Int>

  package init(
    word: String, spelling: String? = nil, stem: String, position: Int, isJoined: Bool, range: Range<Int>
  ) {
    self.word = word
    self.spelling = spelling
    self.stem = stem
    self.position = position
    self.isJoined = isJoined
    self.range = range
  }
}
