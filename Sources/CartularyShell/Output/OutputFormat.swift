internal import ArgumentParser
internal import CartularyBase
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

  /// The default: a list for people, one line per dataset for programs.
  static func standard(for console: Console) -> OutputFormat { console.isTerminal ? .list : .tsv }

  static var names: String { allCases.map(\.rawValue).line(", ") }

  var help: String {
    switch self {
    case .list: "for people; the default on a terminal"
    case .table: "for people: columns, as wide as the terminal"
    case .tsv: "one dataset per line, fields separated by tabs, nothing truncated; the default elsewhere"
    case .csv:
      "with a header, as in RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe"
    case .markdown: "a table for a page or an issue; characters special in Markdown are escaped"
    case .json: "one object on one line"
    case .jsonl: "one object per dataset, each on its own line"
    case .id: "ids only"
    }
  }
}

extension WireVersion {
  /// - Returns: The exit code for a version that cannot be written; `nil` for one that can.
  static func exit(asking version: Int) -> ShellExit? {
    version < oldest ? .formatTooOld : version > current ? .formatTooNew : nil
  }
}
