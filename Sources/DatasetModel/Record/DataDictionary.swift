/// What the columns of a dataset mean.
public struct DataDictionary: Codable, Hashable, Sendable {
  /// Where a dictionary outside this record is.
  public var url: String?
  @Several public var tables: [DataTable]

  public init(url: String? = nil, tables: [DataTable] = []) {
    self.url = url
    self.tables = tables
  }

  /// Every variable of every table, in order.
  public var variables: [Variable] { tables.flatMap(\.variables) }
}

/// A table, or whatever else has variables in common.
public struct DataTable: Codable, Hashable, Sendable {
  public var name: String?
  public var title: String?
  public var description: String?
  @Several public var variables: [Variable]

  public init(name: String? = nil, variables: [Variable] = []) {
    self.name = name
    self.variables = variables
  }
}

/// A column, field or measurement.
public struct Variable: Codable, Hashable, Sendable {
  public var name: String
  public var label: String?
  public var type: VariableType?
  public var unit: String?
  public var description: String?
  /// Empty: not limited to a list.
  @Several public var values: [AllowedValue]
  public var minimum: String?
  public var maximum: String?
  /// The values that stand for "missing", as written.
  @Several public var missing: [String]
  public var identifier: IdentifierKind?
  public var sensitivity: Sensitivity?
  /// Who may learn of this variable, where that is fewer than may see the dataset.
  public var audience: Audience?

  public init(name: String) { self.name = name }
}

/// A value that a variable may take.
public struct AllowedValue: Codable, Hashable, Sendable {
  public var value: String
  public var label: String?

  public init(value: String, label: String? = nil) {
    self.value = value
    self.label = label
  }
}
