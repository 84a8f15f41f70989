internal import CartularyBase

/// Finds the stems of words, for any number of threads.
///
/// A Xapian stemmer has a buffer that it works in, so two threads must not use one at once: a lock hands
/// it, and the stems already found, to one thread at a time, for a whole text.
final class Stemmer: Sendable {
  private struct State: ~Copyable {
    let handle: StemmerHandle
    let isEnglish: Bool
    var known: [String: String] = [:]

    init(language: String) throws(IndexError) {
      handle = try StemmerHandle(language: language)
      isEnglish = language == "english"
    }

    mutating func stem(_ word: String) -> String {
      if let stem = known[word] { return stem }
      if known.count >= Stemmer.maximumKnownCount { known.removeAll(keepingCapacity: true) }
      do {
        var stem = try handle.stem(word)
        // No abbreviation is a function word with an ending: what has OFS does not have "of".
        if isEnglish, stem != word, EnglishFunctionWords.contains(stem), !EnglishFunctionWords.contains(word)
        {
          stem = word
        }
        known[word] = stem
        return stem
      } catch {
        preconditionFailure("a stemmer takes any bytes and needs nothing but memory: \(error)")
      }
    }
  }

  /// With this many, the known stems are forgotten, so that hostile texts cannot fill the memory.
  private static let maximumKnownCount = 20_000

  private let state: Guarded<State>

  init(language: String) throws(IndexError) {
    state = Guarded(try State(language: language))
  }

  /// The stem of each of the folded `words`, in their order.
  func stems(of words: [String]) -> [String] {
    state.withLock { state in words.map { state.stem($0) } }
  }

  /// The stem of one folded word.
  func stem(of word: String) -> String { state.withLock { $0.stem(word) } }
}
