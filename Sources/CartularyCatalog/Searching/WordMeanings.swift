internal import CartularyIndex
internal import CartularyQuery

/// The words of a query that a filter says better, as far as they are next to each other.
struct WordMeanings {
  /// Words and what they mean.
  struct Meaning {
    let kind: SearchAdvice.FilterHint.Kind
    /// The clauses of the query whose words they are.
    let clauses: Range<Int>
    let clause: FieldClause
  }

  private struct Word {
    let text: String
    let stem: String
    /// The clause that it belongs to, and whether it is the first or the last of it.
    let clause: Int
    let isFirst: Bool
    let isLast: Bool
  }

  private let words: [Word]
  private let analyzer: TextAnalyzer
  /// Whether there is nothing but words.
  private let isOnlyWords: Bool

  init(_ clauses: [Node], _ analyzer: TextAnalyzer) {
    self.analyzer = analyzer
    var words: [Word] = []
    var isOnlyWords = true
    for (index, clause) in clauses.enumerated() {
      let text: String
      switch clause.kind {
      case .word(let word), .identifier(let word), .phrase(let word): text = word
      default:
        isOnlyWords = false
        // Words on both sides of something else do not belong together.
        words.append(Word(text: "", stem: "", clause: index, isFirst: false, isLast: false))
        continue
      }
      let tokens = analyzer.tokens(in: text).filter { !$0.isJoined }
      for (place, token) in tokens.enumerated() {
        words.append(
          Word(
            text: token.word, stem: token.stem, clause: index, isFirst: place == 0,
            isLast: place == tokens.count - 1))
      }
    }
    (self.words, self.isOnlyWords) = (words, isOnlyWords)
  }

  /// The meanings in the order of the words; of several at one place those of the most words.
  ///
  /// - Parameter isEveryWordFound: Whether some record has all the words: then words that may as well be a subject,
  ///   such as "research", are taken for one.
  func found(isEveryWordFound: Bool) -> [Meaning] {
    var found: [Meaning] = []
    var start = 0
    while start < words.count {
      var length = min(UsePhrases.longest, words.count - start)
      var isFound = false
      let names = words[start].isFirst ? CodeNames.names(beginningAs: words[start].text) : []
      while length > 0, !isFound {
        let range = start..<(start + length)
        let meanings = meanings(of: range, names, isEveryWordFound)
        if !meanings.isEmpty {
          found += meanings
          isFound = true
        } else {
          length -= 1
        }
      }
      start += max(length, 1)
    }
    return found
  }

  private func meanings(
    of range: Range<Int>, _ names: [CodeNames.Name], _ isEveryWordFound: Bool
  ) -> [Meaning] {
    let span = words[range]
    guard let first = span.first, let last = span.last, first.isFirst, last.isLast,
      span.allSatisfy({ !$0.text.isEmpty })
    else { return [] }
    let clauses = first.clause..<(last.clause + 1)
    if let use = UsePhrases.meaning(of: span.map(\.text)), use.isPlain || !isEveryWordFound {
      return use.clauses.map { Meaning(kind: .use, clauses: clauses, clause: $0) }
    }
    let isWhole = isOnlyWords && span.count == words.count
    let codes = names.filter { name in
      name.words.count == span.count && (isWhole || name.isTelling)
        && zip(name.words, span).allSatisfy { $0 == $1.text || analyzer.stem($0) == $1.stem }
    }
    return codes.map { Meaning(kind: .code, clauses: clauses, clause: $0.clause) }
  }
}
