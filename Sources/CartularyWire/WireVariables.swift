internal import CartularyBase
package import CartularyModel
package import CartularyQuery

/// One variable of one record.
package struct WireVariable: WireObject {
  package let id: String
  package let variable: String
  package let type: String?
  package let unit: String?
  /// Its label, or its description if it has no label.
  package let label: String?
  package let table: String?
  /// Where it comes from if its source does not state it.
  package let origin: StatementOrigin?

  package init(
    id: String, variable: String, type: String?, unit: String?, label: String?, table: String?,
    origin: StatementOrigin?
  ) {
    (self.id, self.variable, self.type) = (id, variable, type)
    (self.unit, self.label, self.table) = (unit, label, table)
    self.origin = origin
  }

  package static let name = "variable"
  package static let summary = "A variable of a data dictionary."
  package static let fields: [WireField<WireVariable>] = [
    .init("id", "The dataset's id.") { $0.id },
    .init("name", "The variable's name.") { $0.variable },
    .init("type", "Its type.") { $0.type },
    .init("unit", "Its unit.") { $0.unit },
    .init("label", "Its label, or its description if it has no label.") { $0.label },
    .init("table", "The table that has it.") { $0.table },
    .init(
      "origin",
      "`illustrative` if it was invented, `inferred` if it follows from the source; null if the source states it."
    ) { $0.origin?.rawValue },
  ]
}

/// Variables of the datasets that a query finds.
package struct WireVariables: WireObject {
  private let variables: [WireVariable]
  private let seen: Int
  private let total: Int
  private let warnings: [WireError]

  /// - Parameters:
  ///   - seen: How many datasets were searched.
  ///   - total: How many have such a variable.
  package init(_ variables: [WireVariable], seen: Int, total: Int, notes: [QueryDiagnostic]) {
    (self.variables, self.seen, self.total) = (variables, seen, total)
    warnings = notes.map(WireError.init)
  }

  package static let name = "variables"
  package static let pluralName = "variables"
  package static let summary = "Variables of data dictionaries; in `jsonl` one variable per line."
  package static let fields: [WireField<WireVariables>] = [
    .init("variables", "Variables, those of the best dataset first.") { $0.variables },
    .init("seen", "How many datasets were searched.") { $0.seen },
    .init("total", "How many datasets have such a variable.") { $0.total },
    .init("warnings", "Notes where the interpretation of the query may be unexpected.") { $0.warnings },
  ]
}
