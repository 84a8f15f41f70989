/// Makes snippets in one style.
///
/// A text that fits is shown whole. Of a longer one it is the window with the most different matches, the
/// earliest of several such, with text around it as far as there is room; without a match, the beginning.
/// Windows begin and end at words; `…` stands where text is left out. Of a very long text, only the beginning is
/// looked through.
struct SnippetMaker {
  let style: SnippetStyle
  /// A word is highlighted for its stem in any of their languages.
  let analyzers: [TextAnalyzer]
  private let wanted: [WantedStems]
  private let filter: StemFilter
  private let known = Known()

  /// What the words of the texts before match: texts of one page share many.
  private final class Known {
    var keys: [String: String?] = [:]
  }

  init(style: SnippetStyle, analyzers: [TextAnalyzer]) {
    (self.style, self.analyzers) = (style, analyzers)
    wanted = analyzers.map { WantedStems(style.highlight, $0) }
    filter = StemFilter(wanted)
  }

  /// Some ten thousand words: to part more of them into words costs more than the search.
  private static let searchedByteCount = 64 << 10

  /// A place to highlight, and what it matches: the same stem or prefix twice is one thing found.
  private struct Match {
    let range: Range<Int>
    let key: String
  }

  func snippet(of text: String) -> String {
    let end = text.utf8.index(text.startIndex, offsetBy: Self.searchedByteCount, limitedBy: text.endIndex)
    let bytes = withoutMarkers(String(text[..<(end ?? text.endIndex)]))
    let text = String(decoding: bytes, as: UTF8.self)
    var breaker = WordBreaker(text)
    let words = analyzers.isEmpty ? [] : breaker.words()
    let matches = words.compactMap { word in key(of: word).map { Match(range: word.range, key: $0) } }
    let window = window(in: bytes, around: bestMatches(of: matches), words: words)
    return shown(window, of: bytes, highlighting: merged(matches.map(\.range)))
  }

  /// What a word matches; `nil` for nothing.
  private func key(of word: WordBreaker.Word) -> String? {
    // A pair of characters is its own stem, of no one language.
    if word.isCharacters, style.highlight.contains(word.folded) { return word.folded }
    let languages = filter.languages(of: word.folded)
    // Most words are like nothing that is looked for.
    guard languages != 0 || style.prefixes.contains(where: { $0.utf8.first == word.folded.utf8.first })
    else { return nil }
    let place = word.isCharacters ? "\u{0}" + word.folded : word.folded
    if let key = known.keys[place] { return key }
    let key = newKey(of: word, languages)
    known.keys.updateValue(key, forKey: place)
    return key
  }

  private func newKey(of word: WordBreaker.Word, _ languages: StemFilter.Languages) -> String? {
    for (index, wanted) in wanted.enumerated() where languages >> UInt32(min(index, 31)) & 1 == 1 {
      if index == 0, word.isCharacters { continue }
      if let stem = wanted.stem(of: word.folded) { return stem }
    }
    // By bytes: `hasPrefix` compares whole characters, so half a Hangul syllable would be no prefix.
    return style.prefixes.first { !$0.isEmpty && word.folded.utf8.starts(with: $0.utf8) }.map { $0 + "*" }
  }

  /// The bytes of `text` with both markers taken out, and with what their going would leave of others.
  private func withoutMarkers(_ text: String) -> [UInt8] {
    let markers = [Array(style.startMarker.utf8), Array(style.endMarker.utf8)].filter { !$0.isEmpty }
    let whole = Array(text.utf8)
    guard markers.contains(where: { whole.contains($0[$0.count - 1]) }) else { return whole }
    var kept: [UInt8] = []
    kept.reserveCapacity(whole.count)
    for byte in whole {
      kept.append(byte)
      for marker in markers where marker.last == byte && kept.suffix(marker.count) == marker[...] {
        kept.removeLast(marker.count)
      }
    }
    return kept
  }

  // MARK: Choosing

  /// From the first to the last match that the best window holds; `nil` when nothing matches.
  private func bestMatches(of matches: [Match]) -> Range<Int>? {
    var best: (range: Range<Int>, distinct: Int)?
    var counts: [String: Int] = [:]
    var next = matches.startIndex
    for (index, first) in matches.enumerated() {
      // All windows begin at a match, so each step lets one match in front go and takes in some behind.
      while next < matches.endIndex,
        next == index || matches[next].range.upperBound - first.range.lowerBound <= style.byteCount
      {
        counts[matches[next].key, default: 0] += 1
        next += 1
      }
      if counts.count > best?.distinct ?? 0 {
        let last = matches[index..<next].map(\.range.upperBound).max()!  // `first` is in it at least
        best = (first.range.lowerBound..<last, counts.count)
      }
      counts[first.key]! -= 1  // counted above
      if counts[first.key] == 0 { counts[first.key] = nil }
    }
    return best?.range
  }

  /// What to show: `core`, and text on both sides of it up to the size of the style.
  private func window(in bytes: [UInt8], around core: Range<Int>?, words: [WordBreaker.Word]) -> Range<Int> {
    guard bytes.count > style.byteCount else { return bytes.indices }
    let core = core ?? 0..<0
    let room = max(style.byteCount - core.count, 0)
    let latestStart = bytes.count - style.byteCount
    var lower = min(max(core.lowerBound - room / 2, 0), max(latestStart, 0), core.lowerBound)
    if lower > 0 {
      lower =
        words.lazy.map(\.range.lowerBound).filter { $0 >= lower }.min().map { min($0, core.lowerBound) }
        ?? core.lowerBound
    }
    var upper = min(max(lower + style.byteCount, core.upperBound), bytes.count)
    if upper < bytes.count {
      let wordEnd = words.lazy.map(\.range.upperBound).filter { $0 > lower && $0 <= upper }.max()
      upper = max(wordEnd ?? scalarBoundary(atOrBefore: upper, in: bytes), core.upperBound)
    }
    return lower..<upper
  }

  private func scalarBoundary(atOrBefore offset: Int, in bytes: [UInt8]) -> Int {
    var offset = offset
    while offset > 0, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  // MARK: Showing

  /// The ranges in order, those that overlap made one: pairs of characters do, and codes with their parts.
  private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  private func shown(_ window: Range<Int>, of bytes: [UInt8], highlighting ranges: [Range<Int>]) -> String {
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var snippet = window.lowerBound > 0 ? "…" : ""
    var shown = window.lowerBound
    for range in ranges {
      let range = range.clamped(to: window)
      guard !range.isEmpty else { continue }
      snippet += text(shown..<range.lowerBound)
      snippet += style.startMarker + text(range) + style.endMarker
      shown = range.upperBound
    }
    snippet += text(shown..<window.upperBound)
    return window.upperBound < bytes.count ? snippet + "…" : snippet
  }
}
