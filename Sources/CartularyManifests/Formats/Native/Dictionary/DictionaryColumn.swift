internal import CartularyBase
internal import CartularyModel

/// What a column of a data dictionary says about each variable. The names are those of a variable's keys in the
/// native manifest; the aliases are what other dictionaries call them.
enum DictionaryColumn: String, CaseIterable {
  case table, name, label, type, unit, description, values, minimum, maximum, missing, identifier
  case sensitivity, audience

  /// Folded like codes: case, spaces, `_` and `-` do not matter.
  var aliases: [String] {
    switch self {
    case .table: ["table-name", "dataset", "file", "sheet", "dataclass", "data-class", "class", "entity"]
    case .name:
      [
        "variable", "column", "field", "variable-name", "column-name", "field-name", "element",
        "data-element",
      ]
    case .label: ["title", "variable-label", "column-label", "display-name"]
    case .type: ["data-type", "datatype", "variable-type", "column-type", "storage-type"]
    case .unit: ["units", "unit-of-measure", "measurement-unit"]
    case .description: ["definition", "comment", "notes", "explanation"]
    case .values:
      ["codes", "allowed-values", "permitted-values", "categories", "code-list", "levels", "enum"]
    case .minimum: ["min", "minimum-value", "lower-bound"]
    case .maximum: ["max", "maximum-value", "upper-bound"]
    case .missing: ["missing-values", "missing-codes", "na-values", "null-values"]
    case .identifier: ["identifier-kind", "identifying", "pii"]
    case .sensitivity: ["sensitivity-level", "classification"]
    case .audience: ["visible-to"]
    }
  }

  init?(header: String) {
    let folded = FoldedText.code(header)
    guard let column = Self.allCases.first(where: { $0.rawValue == folded || $0.aliases.contains(folded) })
    else { return nil }
    self = column
  }

  /// Every name that is understood.
  static let names = allCases.flatMap { [$0.rawValue] + $0.aliases }
}
