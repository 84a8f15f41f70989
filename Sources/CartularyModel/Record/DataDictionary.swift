/// What the columns of a dataset mean.
public struct DataDictionary: Codable, Hashable, Sendable {
  /// The address of a dictionary outside this record; `nil` when there is none.
  public var url: String?
  /// The tables that are described here, in the order of the source; empty when only `url` is known.
  @OmitsWhenEmpty public var tables: [DataTable]

  /// Makes a dictionary from an address, from tables, or from both.
  public init(url: String? = nil, tables: [DataTable] = []) {
    self.url = url
    self.tables = tables
  }

  /// Every variable of every table, in order; empty when none is described.
  public var variables: [Variable] { tables.flatMap(\.variables) }
}

/// A table, or whatever else has variables in common.
public struct DataTable: Codable, Hashable, Sendable {
  /// The name of the table or file; `nil` when it has none.
  public var name: String?
  /// The title for people; `nil` when there is none.
  public var title: String?
  /// What a row is, in words; `nil` when it is not stated.
  public var description: String?
  /// The columns, in their order; empty when none is described.
  @OmitsWhenEmpty public var variables: [Variable]

  /// Makes a table of which nothing else is stated.
  public init(name: String? = nil, variables: [Variable] = []) {
    self.name = name
    self.variables = variables
  }
}

/// A column, field or measurement.
public struct Variable: Codable, Hashable, Sendable {
  /// The name as the data has it, such as the heading of a column; never empty.
  public var name: String
  /// The name for people; `nil` when there is none.
  public var label: String?
  /// The type of its values; `nil` when it is not stated.
  public var type: VariableType?
  /// The unit as the source writes it, such as `mg/l`; `nil` when there is none.
  public var unit: String?
  /// What it means, in words; `nil` when it is not stated.
  public var description: String?
  /// The values that it may take, in the order of the source; empty when it is not limited to a list.
  @OmitsWhenEmpty public var values: [AllowedValue]
  /// The lowest value, as written; `nil` when there is no bound.
  public var minimum: String?
  /// The highest value, as written; `nil` when there is no bound.
  public var maximum: String?
  /// The values that stand for "missing", as written; empty when none is stated.
  @OmitsWhenEmpty public var missing: [String]
  /// Whether it can identify a person; `nil` when it is not stated.
  public var identifier: IdentifierKind?
  /// How sensitive it is by itself; `nil` when it is not stated. The dataset counts as at least as sensitive.
  public var sensitivity: Sensitivity?
  /// Who may learn of this variable, when that is fewer people than may see the dataset; otherwise `nil`.
  public var audience: Audience?

  /// Makes a variable of which nothing else is stated.
  public init(name: String) { self.name = name }
}

/// A value that a variable may take.
public struct AllowedValue: Codable, Hashable, Sendable {
  /// The value as it stands in the data.
  public var value: String
  /// What the value means; `nil` when it is not stated.
  public var label: String?

  /// Makes a value; `label` is `nil` when its meaning is not stated.
  public init(value: String, label: String? = nil) {
    self.value = value
    self.label = label
  }
}
