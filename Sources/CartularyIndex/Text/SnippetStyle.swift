/// How to make snippets of the texts of a match, and what to highlight in them.
///
/// Made from the analyzer's own tokens. `Xapian::MSet::snippet` would highlight only what its own tokens
/// match: no accented words, no joined codes, no phrases of stems and no prefixes (measured on 1.4.22); and
/// it hands out HTML. Snippets here are plain text: to escape it is the renderer's part.
package struct SnippetStyle: Sendable, Equatable {
  /// How much of a text to show, in UTF-8 bytes without markers and ellipses. More only where a single
  /// match is longer.
  package var byteCount: Int
  /// What comes before and after each highlighted place. Taken out of the text first, so where they stand
  /// in a snippet they highlight; let them be something that no renderer lets through as it is.
  package var startMarker: String
  /// The other one of the pair; see `startMarker`.
  package var endMarker: String
  /// The stems to highlight: those of the tokens of what was asked, the joined ones included.
  package var highlight: Set<String>
  /// Folded beginnings of words to highlight, from queries with a prefix.
  package var prefixes: [String]

  package init(
    byteCount: Int = 240, startMarker: String = "\u{E000}", endMarker: String = "\u{E001}",
    highlight: Set<String> = [], prefixes: [String] = []
  ) {
    self.byteCount = byteCount
    self.startMarker = startMarker
    self.endMarker = endMarker
    self.highlight = highlight
    self.prefixes = prefixes
  }
}
