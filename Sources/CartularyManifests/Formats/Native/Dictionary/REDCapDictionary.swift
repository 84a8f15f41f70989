internal import CartularyBase
internal import CartularyModel

/// The columns of a REDCap data dictionary, and what a row of it says about a variable.
///
/// It is recognised by its header: that of the file which REDCap offers for download, or the names of its API.
/// A form becomes a table. What a data dictionary of ours has no place for is counted by column, to be reported.
struct REDCapDictionary {
  enum Column: String, CaseIterable {
    case name, form, section, type, label, choices, note, validation, minimum, maximum, identifier, branching
    case required, alignment, question, matrixGroup, matrixRanking, annotation

    /// As REDCap writes them, in letters and digits only: first in the file, then in the API.
    var headings: [String] {
      switch self {
      case .name: ["variablefieldname", "fieldname"]
      case .form: ["formname"]
      case .section: ["sectionheader"]
      case .type: ["fieldtype"]
      case .label: ["fieldlabel"]
      case .choices:
        ["choicescalculationsorsliderlabels", "selectchoicesorcalculations", "choicesorcalculations"]
      case .note: ["fieldnote"]
      case .validation:
        ["textvalidationtypeorshowslidernumber", "textvalidationtype"]
      case .minimum: ["textvalidationmin"]
      case .maximum: ["textvalidationmax"]
      case .identifier: ["identifier"]
      case .branching: ["branchinglogicshowfieldonlyif", "branchinglogic"]
      case .required: ["requiredfield"]
      case .alignment: ["customalignment"]
      case .question: ["questionnumbersurveysonly", "questionnumber"]
      case .matrixGroup: ["matrixgroupname"]
      case .matrixRanking: ["matrixranking"]
      case .annotation: ["fieldannotation"]
      }
    }
  }

  /// A row that describes a variable.
  struct Row {
    var variable: Variable
    /// The form that it is in; `nil` if none is named.
    var form: String?
  }

  /// By position. Those of the header that are not here are not REDCap's.
  let columns: [Int: Column]
  /// How many cells of each column had no place.
  private var unreadCounts: [Column: Int] = [:]
  /// The names of texts that are only shown on a form, in their order.
  private var shownTexts: [String] = []

  /// - Returns: `nil` if the header is not that of a REDCap dictionary.
  init?(header: [String]) {
    var columns: [Int: Column] = [:]
    for (position, heading) in header.enumerated() {
      let letters = FoldedText.letters(heading)
      guard let column = Column.allCases.first(where: { $0.headings.contains(letters) }),
        !columns.values.contains(column)
      else { continue }
      columns[position] = column
    }
    // A field, its form and its type together are REDCap's alone.
    guard [Column.name, .form, .type].allSatisfy(columns.values.contains) else { return nil }
    self.columns = columns
  }

  /// - Parameter cells: Trimmed and not empty, of a row that has a name.
  /// - Returns: `nil` for a text that is only shown on the form.
  mutating func read(_ cells: [Column: String]) -> Row? {
    guard let name = cells[.name] else { return nil }
    let type = cells[.type].map(FoldedText.letters)
    guard type != "descriptive" else {
      shownTexts.append(name)
      return nil
    }
    var variable = Variable(name: name)
    variable.label = cells[.label].map(Self.plain)
    variable.description = cells[.note].map(Self.plain)
    variable.minimum = cells[.minimum]
    variable.maximum = cells[.maximum]
    var used: Set<Column> = [.name, .form, .label, .note, .minimum, .maximum]
    let validation = type == "text" ? cells[.validation].flatMap(Self.type(ofValidation:)) : nil
    if validation != nil { used.insert(.validation) }
    variable.type = validation ?? type.flatMap { Self.types[$0] }
    if variable.type != nil { used.insert(.type) }
    if let type, Self.choiceTypes.contains(type), let choices = cells[.choices] {
      variable.values = Self.values(choices)
      used.insert(.choices)
    }
    // REDCap does not say of which kind: the stricter one.
    if let flag = cells[.identifier], ["y", "yes", "1", "true"].contains(flag.lowercased()) {
      variable.identifier = .direct
      used.insert(.identifier)
    }
    for column in cells.keys where !used.contains(column) { unreadCounts[column, default: 0] += 1 }
    return Row(variable: variable, form: cells[.form])
  }

  /// Names what has no place in our dictionaries; to be asked for after the last row.
  func sayUnread(in header: [CSVReader.Cell], _ report: inout SourceReport) {
    for (position, cell) in header.enumerated() {
      let heading = "column '\(SourceNode.trim(cell.text).prefix(80))'"
      let length = cell.text.unicodeScalars.count
      guard let column = columns[position] else {
        report.say(
          .unreadColumn, "\(heading) is not read", at: .offset(cell.offset), length: length,
          help: "it is not one of the columns of a REDCap dictionary, or occurs twice")
        continue
      }
      guard let count = unreadCounts[column] else { continue }
      report.say(
        .unreadColumn, "\(heading): \(count) \(count == 1 ? "cell is" : "cells are") not read",
        at: .offset(cell.offset), length: length, help: "a data dictionary has no place for it")
    }
    guard let first = shownTexts.first else { return }
    let count = shownTexts.count
    report.say(
      .unreadColumn,
      count == 1
        ? "'\(first.prefix(80))' is a text shown on a form and is not read"
        : "'\(first.prefix(80))' and \(count - 1) more are texts shown on a form and are not read",
      at: .offset(header[0].offset), help: "they hold no data")
  }

  // MARK: - Cells

  private static let types: [String: VariableType] = [
    "text": .string, "notes": .string, "radio": .string, "dropdown": .string, "select": .string,
    "sql": .string, "checkbox": .list, "yesno": .boolean, "truefalse": .boolean, "calc": .number,
    "slider": .integer,
  ]

  /// Those whose choices are values; of the others they are a formula, a query or the ends of a scale.
  private static let choiceTypes: Set = ["radio", "dropdown", "select", "checkbox"]

  /// `date_dmy`, `datetime_seconds_ymd`, `number_2dp_comma_decimal` and the like.
  ///
  /// - Returns: `nil` for what says more than a type, such as `email`.
  private static func type(ofValidation text: String) -> VariableType? {
    switch text.lowercased().prefix(while: { $0.isLetter }) {
    case "date": .date
    case "datetime": .datetime
    case "time": .time
    case "integer", "int": .integer
    case "number", "float": .number
    default: nil
    }
  }

  /// `1, female | 2, male`: what stands before the first comma is the value. A label may have more commas.
  private static func values(_ text: String) -> [AllowedValue] {
    text.split(separator: "|").compactMap { item in
      let parts = item.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).map {
        SourceNode.nonEmpty(String($0))
      }
      guard let value = parts[0] else {
        return SourceNode.nonEmpty(String(item)).map { AllowedValue(value: $0) }
      }
      return AllowedValue(value: value, label: parts.count > 1 ? parts[1].map(plain) : nil)
    }
  }

  /// Labels and notes may be HTML.
  private static func plain(_ text: String) -> String {
    HTMLText.isMarkup(text) ? HTMLText.plain(text) : text
  }
}
