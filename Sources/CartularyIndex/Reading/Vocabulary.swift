/// The words of all indexes of one state of a reader: what a misspelt word is looked for in.
///
/// Words lie by their length, each with its letters as bits, so that those like a word are found without reading the rest; no
/// letter has to be right, not the first one either. vocabulary.hpp of the C shim has the form.
package final class Vocabulary: Sendable {
  private let columns: [WordColumn]

  init(_ columns: [WordColumn]) { self.columns = columns }

  /// The words that begin with `beginning` and otherwise are like `word`: most alike first, then the more frequent, then in
  /// byte order.
  ///
  /// Only words of live documents are compared. A word that is the beginning alone is not among them.
  ///
  /// - Parameters:
  ///   - word: Without the beginning.
  ///   - maximumDistance: In code points, from 0 up; a swap of neighbours counts one.
  /// - Returns: At most `limit` words, without the beginning, each with the documents of all indexes that have it.
  package func near(_ word: String, beginning: String = "", maximumDistance: Int, limit: Int = .max)
    throws(IndexError) -> [NearTerm]
  {
    let isAlone = columns.count == 1
    var found: [NearTerm] = []
    for column in columns {
      // Which are the most frequent is known when all were counted.
      found += try column.near(
        word, beginning, max(maximumDistance, 0), limit: isAlone ? max(limit, 0) : .max)
    }
    guard !isAlone else { return found }
    var merged: [String: NearTerm] = [:]
    for near in found {
      let before = merged[near.term]?.frequency ?? 0
      merged[near.term] = NearTerm(
        term: near.term, distance: near.distance, frequency: before + near.frequency)
    }
    return Array(merged.values.sorted(by: NearTerm.isBetter).prefix(max(limit, 0)))
  }

  /// All words of some lengths that begin so, whole, each with how many documents have it; in byte order.
  ///
  /// - Parameter lengths: In code points.
  package func words(ofLengths lengths: ClosedRange<Int>, beginning: String = "") throws(IndexError)
    -> [TermCount]
  {
    var counts: [String: Int] = [:]
    for column in columns {
      for word in try column.words(lengths, beginning) { counts[word.term, default: 0] += word.count }
    }
    return counts.map { TermCount(term: $0.key, count: $0.value) }.sorted {
      $0.term.precedesBytewise($1.term)
    }
  }
}

/// The words of one state of one index.
final class WordColumn: Sendable {
  private let image: [UInt8]

  /// - Returns: `nil` for bytes that are not an image.
  init?(image: [UInt8]) {
    guard VocabularyImage.isSound(image) else { return nil }
    self.image = image
  }

  func near(_ word: String, _ beginning: String, _ distance: Int, limit: Int) throws(IndexError) -> [NearTerm]
  {
    try VocabularyImage.near(image, word, beginning, distance, limit).map {
      NearTerm(term: $0, distance: $2, frequency: $1)
    }
  }

  func words(_ lengths: ClosedRange<Int>, _ beginning: String) throws(IndexError) -> [TermCount] {
    try VocabularyImage.words(image, lengths, beginning).map { term, count, _ in
      TermCount(term: term, count: count)
    }
  }
}

extension NearTerm {
  fileprivate static func isBetter(_ one: NearTerm, _ other: NearTerm) -> Bool {
    if one.distance != other.distance { return one.distance < other.distance }
    if one.frequency != other.frequency { return one.frequency > other.frequency }
    return one.term.precedesBytewise(other.term)
  }
}
