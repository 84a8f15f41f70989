/// The terms of two datasets side by side.
package struct WireComparison: WireObject {
  /// A term that at least one of the datasets states.
  package struct Row: WireObject {
    package let term: String
    package let first: String?
    package let second: String?

    package var isSame: Bool { first == second }

    package init(term: String, first: String?, second: String?) {
      (self.term, self.first, self.second) = (term, first, second)
    }

    package static let name = "compared term"
    package static let summary = "A term that at least one of two datasets states."
    package static let fields: [WireField<Row>] = [
      .init("name", "The term.") { $0.term },
      .init("first", "What the first dataset states.") { $0.first },
      .init("second", "What the second dataset states.") { $0.second },
      .init("same", "Whether both state the same.") { $0.isSame },
    ]
  }

  private let first: String
  private let second: String
  private let terms: [Row]

  package init(first: String, second: String, terms: [Row]) {
    (self.first, self.second, self.terms) = (first, second, terms)
  }

  package static let name = "comparison"
  package static let summary = "The terms of two datasets side by side."
  package static let fields: [WireField<WireComparison>] = [
    .init("first", "The first dataset's id.") { $0.first },
    .init("second", "The second dataset's id.") { $0.second },
    .init("terms", "The terms that at least one of them states.") { $0.terms },
  ]
}
