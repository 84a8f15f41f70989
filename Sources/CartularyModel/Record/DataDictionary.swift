/// What the columns of a dataset mean.
package struct DataDictionary: Codable, Hashable, Sendable {
  /// Where a dictionary outside this record is.
  package var url: String?
  @OmitsWhenEmpty package var tables: [DataTable]

  package init(url: String? = nil, tables: [DataTable] = []) {
    self.url = url
    self.tables = tables
  }

  /// Every variable of every table, in order.
  package var variables: [Variable] { tables.flatMap(\.variables) }
}

/// A table, or whatever else has variables in common.
package struct DataTable: Codable, Hashable, Sendable {
  package var name: String?
  package var title: String?
  package var description: String?
  @OmitsWhenEmpty package var variables: [Variable]

  package init(name: String? = nil, variables: [Variable] = []) {
    self.name = name
    self.variables = variables
  }
}

/// A column, field or measurement.
package struct Variable: Codable, Hashable, Sendable {
  package var name: String
  package var label: String?
  package var type: VariableType?
  package var unit: String?
  package var description: String?
  /// Empty: not limited to a list.
  @OmitsWhenEmpty package var values: [AllowedValue]
  package var minimum: String?
  package var maximum: String?
  /// The values that mean "missing", as written.
  @OmitsWhenEmpty package var missing: [String]
  package var identifier: IdentifierKind?
  package var sensitivity: Sensitivity?
  /// Who may learn of this variable, where that is fewer than may see the dataset.
  package var audience: Audience?

  package init(name: String) { self.name = name }
}

/// A value that a variable may take.
package struct AllowedValue: Codable, Hashable, Sendable {
  package var value: String
  package var label: String?

  package init(value: String, label: String? = nil) {
    self.value = value
    self.label = label
  }
}
