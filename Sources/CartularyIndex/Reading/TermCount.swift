/// A term, without the prefix that it was asked for with, and a count that the asked function explains.
package struct TermCount: Sendable, Equatable {
  /// The term, as it was written but for the prefix.
  package let term: String
  /// Documents that hold it, or its wdf in one document.
  package let count: Int

  package init(term: String, count: Int) {
    self.term = term
    self.count = count
  }
}

/// A term of the index that is like a given word.
package struct NearTerm: Sendable, Equatable {
  /// The term without its prefix.
  package let term: String
  /// How many code points were inserted, deleted, replaced, or swapped with their neighbour.
  package let distance: Int
  /// How many documents have the term.
  package let frequency: Int

  package init(term: String, distance: Int, frequency: Int) {
    self.term = term
    self.distance = distance
    self.frequency = frequency
  }
}

extension String {
  /// The order of the index: by UTF-8 byte. `<` is another one, as it takes é for e with an accent.
  func precedesBytewise(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
