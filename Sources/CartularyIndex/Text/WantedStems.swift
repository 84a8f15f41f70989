/// The stems of one language that are looked for in texts.
struct WantedStems {
  private let analyzer: TextAnalyzer
  /// Without their language.
  private let stems: Set<String>
  /// Their first two bytes, or the only one.
  private let beginnings: [(first: UInt8, second: UInt8?)]

  /// - Parameter highlight: Stems of any languages.
  init(_ highlight: Set<String>, _ analyzer: TextAnalyzer) {
    self.analyzer = analyzer
    stems = Set(
      highlight.compactMap { stem in
        guard !analyzer.mark.isEmpty else { return stem.utf8.contains(UInt8(ascii: ":")) ? nil : stem }
        return stem.utf8.starts(with: analyzer.mark.utf8)
          ? String(decoding: stem.utf8.dropFirst(analyzer.mark.utf8.count), as: UTF8.self) : nil
      })
    beginnings = stems.compactMap { stem in
      stem.utf8.first.map { ($0, stem.utf8.dropFirst().first) }
    }
  }

  /// Whether a word that begins so may have one of the stems: most words begin otherwise.
  func mayBegin(_ first: UInt8, _ second: UInt8?) -> Bool {
    switch analyzer.keptByteCount {
    case 0: return !stems.isEmpty
    case 1: return beginnings.contains { $0.first == first }
    default:
      guard first < 0x80, let second, second < 0x80 else { return beginnings.contains { $0.first == first } }
      return beginnings.contains { $0.first == first && ($0.second == nil || $0.second == second) }
    }
  }

  /// The stem that a folded word has, with its language; `nil` if it is another.
  func stem(of word: String) -> String? {
    let stem = analyzer.bareStem(word)
    return stems.contains(stem) ? analyzer.mark + stem : nil
  }
}
