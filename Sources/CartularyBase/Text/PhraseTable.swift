/// Phrases by their first word: a text is read once, however many phrases there are.
///
/// A search for each phrase in the joined text takes milliseconds for one licence.
package struct PhraseTable<Value: Sendable>: Sendable {
  private let rows: [(words: [String], value: Value)]
  /// Rows by first word, in their order.
  private let byFirstWord: [String: [Int]]

  /// - Parameter rows: Phrases of one word or more, with a blank between words.
  package init(_ rows: [(phrase: String, value: Value)]) {
    self.rows = rows.map { ($0.phrase.split(separator: " ").map(String.init), $0.value) }
    byFirstWord = Dictionary(grouping: self.rows.indices) { [rows = self.rows] in rows[$0].words[0] }
  }

  /// The values of the phrases that stand anywhere in a text, in the order of the table, each row once; empty if none do.
  package func values(in words: some RandomAccessCollection<String>) -> [Value] {
    var found: Set<Int> = []
    forEachRow(in: words) { found.insert($0) }
    return found.sorted().map { rows[$0].value }
  }

  /// The value of the first row whose phrase stands anywhere in a text; `nil` if none does.
  package func first(in words: some RandomAccessCollection<String>) -> Value? {
    var first: Int?
    forEachRow(in: words) { first = min(first ?? $0, $0) }
    return first.map { rows[$0].value }
  }

  /// The value of the first row with whose phrase a text begins; `nil` if none is like that.
  package func beginning(_ words: some RandomAccessCollection<String>) -> Value? {
    guard let word = words.first, let candidates = byFirstWord[word] else { return nil }
    return candidates.first { words.starts(with: rows[$0].words) }.map { rows[$0].value }
  }

  private func forEachRow<Words: RandomAccessCollection<String>>(in words: Words, _ body: (Int) -> Void) {
    for index in words.indices {
      for row in byFirstWord[words[index]] ?? [] where words[index...].starts(with: rows[row].words) {
        body(row)
      }
    }
  }
}
