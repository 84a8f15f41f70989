package import CartularyCatalog

/// The words and values by which a dataset is found.
package struct WireTerms: WireObject {
  package struct Term: WireObject {
    package enum Kind: String, Sendable { case word, value }

    package let field: String
    package let kind: Kind
    package let term: String
    package let count: Int

    package static let name = "term"
    package static let summary = "A word or a value by which a dataset is found."
    package static let fields: [WireField<Term>] = [
      .init("field", "The field that has it.") { $0.field },
      .init("kind", "`word`, whose `term` is a stem, or `value`.") { $0.kind.rawValue },
      .init("term", "The stem, or the whole value, folded.") { $0.term },
      .init("count", "How often the field has it.") { $0.count },
    ]
  }

  package let terms: [Term]

  package init(_ fields: [FieldTerms]) {
    terms = fields.flatMap { field in
      field.words.map { Term(field: field.field, kind: .word, term: $0.stem, count: $0.count) }
        + field.values.map { Term(field: field.field, kind: .value, term: $0, count: 1) }
    }
  }

  package static let name = "terms"
  package static let pluralName = "terms"
  package static let summary = "The words and values by which a dataset is found."
  package static let fields: [WireField<WireTerms>] = [
    .init("terms", "Field by field; for each its words, then its values.") { $0.terms }
  ]
}
