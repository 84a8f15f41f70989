/// Documents of one index, a bit for each by its number.
///
/// Sets of one state of an index have one size, and only such go together.
package struct DocumentSet: Sendable, Equatable {
  private var words: [UInt64]

  /// No document of an index whose greatest number is `lastDocument`.
  package init(lastDocument: UInt32) {
    words = [UInt64](repeating: 0, count: Int(lastDocument) / 64 + 1)
  }

  /// How many documents there are.
  package var count: Int { words.reduce(0) { $0 &+ $1.nonzeroBitCount } }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  package func contains(_ document: UInt32) -> Bool {
    let word = Int(document / 64)
    return word < words.count && words[word] >> UInt64(document % 64) & 1 == 1
  }

  package mutating func insert(_ document: UInt32) {
    words[Int(document / 64)] |= 1 << UInt64(document % 64)
  }

  package mutating func formUnion(_ other: DocumentSet) { combine(other) { $0 | $1 } }
  package mutating func formIntersection(_ other: DocumentSet) { combine(other) { $0 & $1 } }
  package mutating func subtract(_ other: DocumentSet) { combine(other) { $0 & ~$1 } }

  private mutating func combine(_ other: DocumentSet, _ operation: (UInt64, UInt64) -> UInt64) {
    precondition(words.count == other.words.count, "sets of one state of an index have one size")
    words.withUnsafeMutableBufferPointer { mine in
      other.words.withUnsafeBufferPointer { theirs in
        for index in mine.indices { mine[index] = operation(mine[index], theirs[index]) }
      }
    }
  }

  /// Calls `body` with each document, in the order of their numbers.
  func forEach(_ body: (Int) -> Void) {
    words.withUnsafeBufferPointer { words in
      for index in words.indices {
        var rest = words[index]
        while rest != 0 {
          body(index &* 64 &+ rest.trailingZeroBitCount)
          rest &= rest &- 1
        }
      }
    }
  }

  /// Lends the bits: bit n % 64 of word n / 64 is document n.
  mutating func withWords<Result>(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Result) -> Result {
    words.withUnsafeMutableBufferPointer { body($0) }
  }

  fileprivate func append(to words: inout [UInt64]) -> Int {
    words += self.words
    return self.words.count
  }

  var byteCount: Int { words.count * MemoryLayout<UInt64>.size }
}

/// The documents that match a query, one set for each index of a reader.
package struct MatchSet: Sendable, Equatable {
  var parts: [DocumentSet]

  /// Calls `body` with the number that each document has in the reader.
  package func forEachNumber(_ body: (UInt32) -> Void) {
    for (part, documents) in parts.enumerated() {
      documents.forEach { body(UInt32(($0 - 1) * parts.count + part + 1)) }
    }
  }

  /// How many documents match; exact.
  package var count: Int { parts.reduce(0) { $0 + $1.count } }
  package var isEmpty: Bool { parts.allSatisfy(\.isEmpty) }

  /// The words of all sets, one set behind the other, and how many each has.
  func flattened() -> (words: [UInt64], counts: [Int]) {
    var words: [UInt64] = []
    let counts = parts.map { $0.append(to: &words) }
    return (words, counts)
  }
}
