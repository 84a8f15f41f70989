internal import CartularyCatalog

/// The fields that a query can name.
package struct WireFields: WireObject {
  package struct Field: WireObject {
    private let field: CatalogField

    init(_ field: CatalogField) { self.field = field }

    package static let name = "field"
    package static let summary = "A field that a query can name."
    package static let fields: [WireField<Field>] = [
      .init("name", "Its name.") { $0.field.name },
      .init("aliases", "Other names.") { $0.field.aliases },
      .init("kind", "The kind of its values, such as `text` or `keyword`.") { "\($0.field.kind)" },
      .init("facet", "Whether its values can be counted.") { $0.field.isFacet },
      .init("sortable", "Whether hits can be sorted by it.") { $0.field.isSortable },
      .init("help", "What it holds.") { $0.field.help },
    ]
  }

  package init() {}

  package static let name = "fields"
  package static let pluralName = "fields"
  package static let summary = "The fields that a query can name."
  package static let fields: [WireField<WireFields>] = [
    .init("fields", "In the order of the table.") { _ in FieldTable.all.map(Field.init) }
  ]
}

/// The values of one field in the records.
package struct WireValues: WireObject {
  package struct Value: WireObject {
    let text: String
    let count: Int?

    package static let name = "field value"
    package static let summary = "A value that at least one record has."
    package static let fields: [WireField<Value>] = [
      .init("value", "In the form that a query can use.") { $0.text },
      .init("count", "How many datasets have it; null if that cannot be counted.") { $0.count },
    ]
  }

  private let field: String
  private let values: [Value]
  private let remaining: Int

  /// - Parameter remaining: How many more values there are.
  package init(field: String, values: [(text: String, count: Int?)], remaining: Int) {
    (self.field, self.remaining) = (field, remaining)
    self.values = values.map { Value(text: $0.text, count: $0.count) }
  }

  package static let name = "values"
  package static let pluralName = "values"
  package static let summary = "The values of one field, so that no filter has to be guessed."
  package static let fields: [WireField<WireValues>] = [
    .init("field", "The field's name.") { $0.field },
    .init("values", "The most frequent first.") { $0.values },
    .init("remaining", "How many more values there are.") { $0.remaining },
  ]
}
