internal import DatasetModel

extension NativeKeys {
  static let dataDictionary = ManifestKey<Dataset>(
    name: "data-dictionary", shape: .map(dictionary.outlines())
  ) {
    node, dataset, report in
    var read = DataDictionary()
    ManifestMap.read(node, keys: dictionary, noun: "'data-dictionary'", into: &read, report: &report)
    dataset.dataDictionary = read
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
    .maps("variables", \.variables, keys: variable, shorthand: \.name) { Variable(name: "") },
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
    .labels("audience") { audience, variable in variable.audience = audience },
  ]

  static let allowedValue: [ManifestKey<AllowedValue>] = [
    .text("value", \.value, isRequired: true),
    .text("label", \.label),
  ]

  /// Tables from a CSV file beside the manifest, added to those that are written here.
  private static let file = ManifestKey<DataDictionary>(name: "file", shape: .text) {
    node, dictionary, report in
    dictionary.tables += DictionaryFile.tables(namedBy: node, &report)
  }

  /// The variables of one table from a CSV file beside the manifest.
  private static let tableFile = ManifestKey<DataTable>(name: "file", shape: .text) { node, table, report in
    let tables = DictionaryFile.tables(namedBy: node, &report)
    if tables.count > 1 {
      report.say(
        .wrongType, "the file describes \(tables.count) tables, where one is expected", at: node.mark,
        help: "name it by 'file' of 'data-dictionary' itself")
    }
    table.variables = tables.flatMap(\.variables)
  }

  /// Added to what `variables` may have brought.
  private static let tables = ManifestKey<DataDictionary>(name: "tables", shape: .maps(table.outlines())) {
    node, dictionary, report in
    var read = DataDictionary()
    ManifestKey<DataDictionary>.maps("tables", \.tables, keys: table) { DataTable() }.read(
      node, &read, &report)
    dictionary.tables += read.tables
  }

  /// Variables of a dictionary with a single table, which then needs no name.
  private static let directVariables = ManifestKey<DataDictionary>(
    name: "variables", shape: .maps(variable.outlines())
  ) { node, dictionary, report in
    var only = DataTable()
    ManifestKey<DataTable>.maps("variables", \.variables, keys: variable, shorthand: \.name) {
      Variable(name: "")
    }
    .read(node, &only, &report)
    dictionary.tables.append(only)
  }

  /// A list of values, a map from value to label, or a list of maps of both.
  private static let values = ManifestKey<Variable>(name: "values", shape: .free) { node, variable, report in
    if let entries = node.entries {
      for entry in entries {
        let label = entry.value.isNull ? nil : ScalarReading.text(entry.value, of: entry.key, report: &report)
        variable.values.append(AllowedValue(value: entry.key, label: label))
      }
      return
    }
    for item in node.items {
      if item.entries != nil {
        var one = AllowedValue(value: "")
        ManifestMap.read(item, keys: allowedValue, noun: "an item of 'values'", into: &one, report: &report)
        variable.values.append(one)
      } else if let text = ScalarReading.text(item, of: "values", report: &report) {
        variable.values.append(AllowedValue(value: text))
      }
    }
  }
}
