internal import CartularyModel

/// A `DataDictionary` as it is stored.
struct StoredDataDictionaryV1: Codable {
  let url: String?
  let tables: [StoredDataTableV1]?

  private enum CodingKeys: String, CodingKey {
    case url
    case tables
  }

  init(_ model: DataDictionary) {
    url = model.url
    tables = model.tables.isEmpty ? nil : model.tables.map(StoredDataTableV1.init)
  }

  func model() throws -> DataDictionary {
    var stored = DataDictionary()
    stored.url = url
    stored.tables = try tables?.map { try $0.model() } ?? []
    return stored
  }
}

/// A `DataTable` as it is stored.
struct StoredDataTableV1: Codable {
  let name: String?
  let title: String?
  let description: String?
  let variables: [StoredVariableV1]?

  private enum CodingKeys: String, CodingKey {
    case name
    case title
    case description
    case variables
  }

  init(_ model: DataTable) {
    name = model.name
    title = model.title
    description = model.description
    variables = model.variables.isEmpty ? nil : model.variables.map(StoredVariableV1.init)
  }

  func model() throws -> DataTable {
    var stored = DataTable()
    stored.name = name
    stored.title = title
    stored.description = description
    stored.variables = try variables?.map { try $0.model() } ?? []
    return stored
  }
}

/// A `Variable` as it is stored.
struct StoredVariableV1: Codable {
  let name: String
  let label: String?
  let type: VariableType?
  let unit: String?
  let description: String?
  let values: [StoredAllowedValueV1]?
  let minimum: String?
  let maximum: String?
  let missing: [String]?
  let identifier: IdentifierKind?
  let sensitivity: Sensitivity?
  let audience: Audience?

  private enum CodingKeys: String, CodingKey {
    case name
    case label
    case type
    case unit
    case description
    case values
    case minimum
    case maximum
    case missing
    case identifier
    case sensitivity
    case audience
  }

  init(_ model: Variable) {
    name = model.name
    label = model.label
    type = model.type
    unit = model.unit
    description = model.description
    values = model.values.isEmpty ? nil : model.values.map(StoredAllowedValueV1.init)
    minimum = model.minimum
    maximum = model.maximum
    missing = model.missing.isEmpty ? nil : model.missing
    identifier = model.identifier
    sensitivity = model.sensitivity
    audience = model.audience
  }

  func model() throws -> Variable {
    var stored = Variable(name: name)
    stored.label = label
    stored.type = type
    stored.unit = unit
    stored.description = description
    stored.values = try values?.map { try $0.model() } ?? []
    stored.minimum = minimum
    stored.maximum = maximum
    stored.missing = missing ?? []
    stored.identifier = identifier
    stored.sensitivity = sensitivity
    stored.audience = audience
    return stored
  }
}

/// A `AllowedValue` as it is stored.
struct StoredAllowedValueV1: Codable {
  let value: String
  let label: String?

  private enum CodingKeys: String, CodingKey {
    case value
    case label
  }

  init(_ model: AllowedValue) {
    value = model.value
    label = model.label
  }

  func model() throws -> AllowedValue {
    var stored = AllowedValue(value: value)
    stored.label = label
    return stored
  }
}
