/// The stems of one language that are looked for in texts.
struct WantedStems {
  private let analyzer: TextAnalyzer
  /// Without their language.
  private let stems: Set<String>

  /// - Parameter highlight: Stems of any languages.
  init(_ highlight: Set<String>, _ analyzer: TextAnalyzer) {
    self.analyzer = analyzer
    stems = Set(
      highlight.compactMap { stem in
        guard !analyzer.mark.isEmpty else { return stem.utf8.contains(UInt8(ascii: ":")) ? nil : stem }
        return stem.utf8.starts(with: analyzer.mark.utf8)
          ? String(decoding: stem.utf8.dropFirst(analyzer.mark.utf8.count), as: UTF8.self) : nil
      })
  }

  var likeness: StemLikeness { analyzer.likeness }
  var spellings: [[UInt8]] { stems.map { Array($0.utf8) } }

  /// The stem that a folded word has, with its language; `nil` if it is another.
  func stem(of word: String) -> String? {
    let stem = analyzer.bareStem(word)
    return stems.contains(stem) ? analyzer.mark + stem : nil
  }
}
