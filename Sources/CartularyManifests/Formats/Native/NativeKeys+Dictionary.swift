internal import CartularyModel

extension NativeKeys {
  static let dataDictionary = ManifestKey<Dataset>(
    name: "data-dictionary", shape: .map(dictionary.outlines(), shorthand: nil)
  ) {
    node, dataset, report in
    var read = DataDictionary()
    ManifestMap.read(node, keys: dictionary, noun: "'data-dictionary'", into: &read, report: &report)
    dataset.dataDictionary = read
  } write: {
    $0.dataDictionary.map { ManifestMap.write($0, keys: dictionary) }
  }

  static let dictionary: [ManifestKey<DataDictionary>] = [
    .text("url", \.url),
    file,
    tables,
    directVariables,
  ]

  static let table: [ManifestKey<DataTable>] = [
    .text("name", \.name),
    .text("title", \.title),
    .text("description", \.description),
    tableFile,
    variableList,
  ]

  static let variable: [ManifestKey<Variable>] = [
    .text("name", \.name, isRequired: true),
    .text("label", \.label),
    .code("type", \.type),
    .text("unit", \.unit),
    .text("description", \.description),
    values,
    .text("minimum", \.minimum),
    .text("maximum", \.maximum),
    .texts("missing", \.missing),
    .code("identifier", \.identifier),
    .code("sensitivity", \.sensitivity),
    .labels("audience") { audience, variable in
      variable.audience = audience
    } write: {
      $0.audience
    },
  ]

  static let allowedValue: [ManifestKey<AllowedValue>] = [
    .text("value", \.value, isRequired: true),
    .text("label", \.label),
  ]

  /// Tables from a CSV file next to the manifest, added to those that are written here.
  private static let file = ManifestKey<DataDictionary>(name: "file", shape: .text) {
    node, dictionary, report in
    dictionary.tables += DictionaryFile.tables(namedBy: node, &report)
  }

  /// The variables of one table from a CSV file next to the manifest.
  private static let tableFile = ManifestKey<DataTable>(name: "file", shape: .text) { node, table, report in
    let tables = DictionaryFile.tables(namedBy: node, &report)
    if tables.count > 1 {
      report.say(
        .wrongType, "the file describes \(tables.count) tables, but one is expected", at: node.mark,
        help: "name the file in 'data-dictionary', 'file' instead")
    }
    table.variables = tables.flatMap(\.variables)
  }

  /// Added to those from `variables`.
  private static let tables = ManifestKey<DataDictionary>(
    name: "tables", shape: .maps(table.outlines(), shorthand: nil)
  ) {
    node, dictionary, report in
    var read = DataDictionary()
    tableList.read(node, &read, &report)
    dictionary.tables += read.tables
  } write: { dictionary in
    dictionary.isSingleNamelessTable ? nil : tableList.write(dictionary)
  }

  private static let tableList = ManifestKey<DataDictionary>.maps("tables", \.tables, keys: table) {
    DataTable()
  }

  /// Variables of a dictionary with a single table, which then needs no name.
  private static let directVariables = ManifestKey<DataDictionary>(
    name: "variables", shape: .maps(variable.outlines(), shorthand: .text)
  ) { node, dictionary, report in
    var only = DataTable()
    variableList.read(node, &only, &report)
    dictionary.tables.append(only)
  } write: { dictionary in
    dictionary.isSingleNamelessTable ? variableList.write(dictionary.tables[0]) ?? .list([]) : nil
  }

  private static let variableList = ManifestKey<DataTable>.maps(
    "variables", \.variables, keys: variable, shorthand: \.name
  ) { Variable(name: "") }

  /// A list of values, a map from value to label, or a list of maps of both.
  private static let values = ManifestKey<Variable>(
    name: "values", shape: .either([.textMap, .maps(allowedValue.outlines(), shorthand: .text)])
  ) { node, variable, report in
    if let entries = node.entries {
      for entry in entries {
        let label = entry.value.isNull ? nil : ScalarParser.text(entry.value, of: entry.key, report: &report)
        variable.values.append(AllowedValue(value: entry.key, label: label))
      }
      return
    }
    for item in node.items {
      if item.entries != nil {
        var one = AllowedValue(value: "")
        ManifestMap.read(item, keys: allowedValue, noun: "an item of 'values'", into: &one, report: &report)
        variable.values.append(one)
      } else if let text = ScalarParser.text(item, of: "values", report: &report) {
        variable.values.append(AllowedValue(value: text))
      }
    }
  } write: { variable in
    let values = variable.values
    guard !values.isEmpty else { return nil }
    func isTrimmed(_ value: AllowedValue) -> Bool { SourceNode.nonEmpty(value.value) == value.value }
    if values.allSatisfy({ $0.label == nil && isTrimmed($0) }) {
      return .list(values.map { .text($0.value) }, isFlow: true)
    }
    if Set(values.map(\.value)).count == values.count {
      return .map(
        values.map { ($0.value, $0.label.flatMap(SourceNode.nonEmpty).map(ManifestValue.text) ?? .null) },
        isFlow: true)
    }
    return .list(values.map { ManifestMap.write($0, keys: allowedValue, isFlow: true) })
  }
}

extension DataDictionary {
  /// Whether its variables can be listed directly in the dictionary.
  fileprivate var isSingleNamelessTable: Bool {
    tables.count == 1 && tables[0] == DataTable(variables: tables[0].variables)
  }
}
