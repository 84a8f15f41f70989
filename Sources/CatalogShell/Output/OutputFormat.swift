internal import ArgumentParser

/// How results are printed. Only `list` cuts, and only on a terminal.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case list
  case tsv
  case csv
  case json
  case jsonl
  case id

  /// People get a list, programs a line for each dataset.
  static func standard(for console: Console) -> OutputFormat { console.isTerminal ? .list : .tsv }

  var help: String {
    switch self {
    case .list: "for people"
    case .tsv: "one dataset a line, fields divided by tabs"
    case .csv: "comma-separated with a header (RFC 4180)"
    case .json: "one JSON object"
    case .jsonl: "one JSON object a line for each dataset"
    case .id: "ids only, one a line"
    }
  }
}
