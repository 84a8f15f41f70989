internal import CartularyModel

/// A Table Schema: the columns of one resource.
struct TableSchema {
  private let node: SourceNode
  /// The name of the resource, for what has no field in a variable.
  private let owner: String

  init(_ node: SourceNode, of owner: String) {
    (self.node, self.owner) = (node, owner)
  }

  func table(_ unmapped: inout UnmappedValues) -> DataTable {
    var table = DataTable()
    let missing = Self.labelled(node["missingValues"])
    keepLabels(of: missing, at: "resources.schema.missingValues", by: owner, &unmapped)
    table.variables = (node["fields"]?.items ?? []).compactMap { field in
      variable(field, missing: missing.map(\.value), &unmapped)
    }
    for entry in node.entries ?? [] where !["fields", "missingValues", "$schema"].contains(entry.key) {
      if !entry.value.isBlank {
        unmapped.add(entry.value.compactText, of: owner, at: "resources.schema.\(entry.key)")
      }
    }
    return table
  }

  private func variable(
    _ node: SourceNode, missing: [String], _ unmapped: inout UnmappedValues
  ) -> Variable? {
    guard let name = node["name"]?.firstText ?? node.firstText else { return nil }
    let place = owner + "/" + name
    let path = "resources.schema.fields"
    var fields = SourceFields(node)
    fields.take("name")
    var variable = Variable(name: name)
    variable.label = fields.text("title")
    variable.description = fields.text("description")
    // Not in the standard, but common.
    variable.unit = fields.text("unit", "units")
    if let type = fields.text("type") {
      variable.type = VariableType(imported: type)
      if variable.type == nil { fields.keep("type") }
    }
    if let format = fields.text("format"), format != "default" { fields.keep("format") }
    let constraints = fields.value("constraints")
    variable.minimum = constraints?["minimum"]?.firstText
    variable.maximum = constraints?["maximum"]?.firstText
    variable.values = Self.labelled(fields.value("categories") ?? constraints?["enum"])
    for entry in constraints?.entries ?? [] where !["minimum", "maximum"].contains(entry.key) {
      if entry.key == "enum", node["categories"] == nil { continue }
      // That a column may be empty is not information.
      if entry.value.isBlank || entry.value.text == "false" { continue }
      unmapped.add(entry.value.compactText, of: place, at: "\(path).constraints.\(entry.key)")
    }
    if let own = fields.value("missingValues") {
      let values = Self.labelled(own)
      variable.missing = values.map(\.value)
      keepLabels(of: values, at: "\(path).missingValues", by: place, &unmapped)
    } else {
      variable.missing = missing
    }
    unmapped.add(fields.unmapped, of: place, under: path)
    return variable
  }

  /// Values, or maps of `value` and `label`. An empty text is left out: an empty cell is missing anyway.
  private static func labelled(_ node: SourceNode?) -> [AllowedValue] {
    (node?.items ?? []).compactMap { item in
      guard let value = item.firstText ?? item["value"]?.firstText else { return nil }
      return AllowedValue(value: value, label: item["label"]?.firstText)
    }
  }

  private func keepLabels(
    of values: [AllowedValue], at path: String, by owner: String, _ unmapped: inout UnmappedValues
  ) {
    let labels = values.compactMap { value in value.label.map { "\(value.value) = \($0)" } }
    if !labels.isEmpty { unmapped.add(labels.joined(separator: ", "), of: owner, at: path) }
  }
}
