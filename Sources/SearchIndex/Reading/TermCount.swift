/// A term, without the prefix that it was asked for with, and a count that the asked function explains.
public struct TermCount: Sendable, Equatable {
  /// The term, as it was written but for the prefix.
  public let term: String
  /// Documents that hold it, or its wdf in one document.
  public let count: Int

  public init(term: String, count: Int) {
    self.term = term
    self.count = count
  }
}

/// A term of the index that is like a given word.
public struct NearTerm: Sendable, Equatable {
  /// The term without its prefix.
  public let term: String
  /// How many code points were inserted, deleted, replaced, or swapped with their neighbour.
  public let distance: Int
  /// In how many documents the term stands.
  public let frequency: Int

  public init(term: String, distance: Int, frequency: Int) {
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
