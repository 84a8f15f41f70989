extension Node {
  /// The words of a part that demands text together or with an ending, as words that are ranked: of text in quotes, of a
  /// word with a `*`, and of an OR or AND of such and of plain words.
  ///
  /// - Returns: `nil` for any other part, and for plain words alone, which demand nothing. `+` demands in so many words, and a
  ///   field is a filter: neither is ever taken otherwise.
  package var asWords: [Node]? {
    guard demandsForm, let words = plainWords else { return nil }
    return words
  }

  /// Whether there is text in quotes or with a `*` in it.
  private var demandsForm: Bool {
    switch kind {
    case .phrase, .prefix: true
    case .and(let parts), .or(let parts): parts.contains(where: \.demandsForm)
    case .all, .word, .identifier, .not, .required, .field, .presence, .state, .scope: false
    }
  }

  private var plainWords: [Node]? {
    switch kind {
    case .word, .identifier: return [self]
    case .prefix(let text): return [Node(.word(text), range: range)]
    case .phrase(let text):
      return text.unicodeScalars.split(whereSeparator: Lexicon.isWhitespace).map {
        Node(.word(String($0)), range: range)
      }
    case .and(let parts), .or(let parts):
      let words = parts.map(\.plainWords)
      return words.contains(nil) ? nil : words.flatMap { $0 ?? [] }
    case .all, .not, .required, .field, .presence, .state, .scope: return nil
    }
  }
}
