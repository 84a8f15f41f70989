/// Text to tokens, the same when indexing and when asking: that is what makes them meet.
///
/// - Words are runs of letters, digits and the marks on them, folded as `fold(_:)` says. An English
///   contraction is one word (`don't` is `dont`), a possessive is dropped (`children's` is `children`);
///   any other apostrophe parts words. A name that it parts is also indexed in one piece, `O'Neill` as `oneill`; what
///   French and Italian leave out before it is not.
/// - A code is also indexed in one piece: words with a digit or an underscore among them, linked by single
///   characters of `-_./:`, at most 40 characters in all. `Sentinel-1A` is `sentinel`, `1a` and, at the
///   position of `sentinel`, `sentinel1a`; so each way of writing it finds the others.
/// - Chinese, Japanese and Korean runs are indexed by overlapping pairs of characters, as they do not part
///   words; a character alone is a token.
/// - A word is cut after 64 bytes, between two scalars; the rest of it is not indexed.
/// - A stem belongs to its language, as equal stems of two languages are different words: English `age` and Swedish
///   `aga` would both be `ag`. Those of any language but English begin with its name and a colon.
package struct TextAnalyzer: Sendable {
  private let stemmer: Stemmer
  /// What stems begin with.
  let mark: String
  let likeness: StemLikeness

  /// - Parameter language: A name or code that Xapian has a stemmer for, as `english` or `de`; `none`
  ///   makes every word its own stem.
  /// - Throws: `IndexError` with code `.invalidArgument` for any other language.
  package init(language: String = "english") throws(IndexError) {
    stemmer = try Stemmer(language: language)
    mark = ["english", "none"].contains(language) ? "" : language + ":"
    likeness = StemLikeness.ofLanguages[language] ?? .unknown
  }

  /// A stem without its language, to be shown. No folded word has a colon in it.
  package static func bare(_ stem: String) -> String {
    stem.split(separator: ":").last.map(String.init) ?? stem
  }

  /// The tokens of `text`, by position; a joined form follows its first part.
  package func tokens(in text: String) -> [Token] {
    var breaker = WordBreaker(text)
    let words = breaker.words()
    let stems = stemmer.stems(of: words.filter { !$0.isCharacters }.map(\.folded))
    var nextStem = stems.makeIterator()
    return words.map { word in
      Token(
        // Pairs of characters are of no one language.
        word: word.folded, spelling: word.spelling,
        stem: word.isCharacters ? word.folded : mark + nextStem.next()!,  // one for each word
        position: word.position, isJoined: word.isJoined, range: word.range)
    }
  }

  /// The stem of a folded word.
  package func stem(_ word: String) -> String { mark + bareStem(word) }

  /// The same without the language.
  func bareStem(_ word: String) -> String { stemmer.stem(of: word) }
}
