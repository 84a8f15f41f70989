internal import CartularyBase

/// A query that has been read: what to match, and in which order to show it.
///
/// Two queries are equal when they ask the same; notes and the places of things in the text do not count.
package struct Query: Sendable, Equatable {
  /// What a dataset must match; nil matches every dataset. A root of kind `.all` becomes nil, so that a query
  /// which matches everything has one form only.
  package var root: Node? {
    didSet { if root?.kind == .all { root = nil } }
  }
  /// The order asked for, most significant key first; empty leaves the order to the ranking.
  package var sort: [SortKey]
  /// What `match:` asks for; nil leaves it to whoever runs the query.
  package var matching: WordMatching?
  /// What the reader should know about how the text was read, in the order of the text.
  package var notes: [QueryDiagnostic]

  package init(
    root: Node?, sort: [SortKey] = [], matching: WordMatching? = nil, notes: [QueryDiagnostic] = []
  ) {
    self.root = root?.kind == .all ? nil : root
    self.sort = sort
    self.matching = matching
    self.notes = notes
  }

  package static func == (first: Query, second: Query) -> Bool {
    first.root == second.root && first.sort == second.sort && first.matching == second.matching
  }
}

/// How many of the words that are next to each other outside of brackets a dataset must have.
public enum WordMatching: String, CaseIterable, Sendable {
  /// One of them; the more it has, the higher it stands.
  case any
  /// All of them.
  case all
}

/// One key of an order: `sort:-title` is the title, descending.
package struct SortKey: Sendable, Equatable {
  /// The canonical spelling of the key.
  package let field: String
  package let descending: Bool
  /// The key's place in the text, in UTF-8 offsets. It does not count for equality.
  package let range: Range<Int>

  package init(field: String, descending: Bool = false, range: Range<Int> = 0..<0) {
    self.field = field
    self.descending = descending
    self.range = range
  }

  package static func == (first: SortKey, second: SortKey) -> Bool {
    first.field == second.field && first.descending == second.descending
  }
}
