internal import ArgumentParser
internal import CartularyWire

/// The format of results. Only `list` and `table` cut, and only on a terminal.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case list
  case table
  case tsv
  case csv
  case markdown
  case json
  case jsonl
  case id

  /// People get a list, programs a line for each dataset.
  static func standard(for console: Console) -> OutputFormat { console.isTerminal ? .list : .tsv }

  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  var help: String {
    switch self {
    case .list: "for people; the default on a terminal"
    case .table: "for people: columns, as wide as the terminal"
    case .tsv: "one dataset a line, fields divided by tabs, nothing cut; the default elsewhere"
    case .csv:
      "with a header, as RFC 4180 has it; a cell that a spreadsheet would take for a formula gets an apostrophe"
    case .markdown: "a table for a page or an issue; signs that Markdown would read are escaped"
    case .json: "one object on one line"
    case .jsonl: "one object a line for each dataset"
    case .id: "ids only"
    }
  }
}

extension WireVersion {
  /// - Returns: How the process ends because of a version that cannot be written; `nil` for one that can.
  static func exit(asking version: Int) -> ShellExit? {
    version < oldest ? .formatTooOld : version > current ? .formatTooNew : nil
  }
}
