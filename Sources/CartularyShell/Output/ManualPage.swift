internal import CartularyBase

/// The manual page, generated from the commands' own declarations.
struct ManualPage {
  private let root: CommandReference

  init(_ root: CommandReference) { self.root = root }

  /// The page in the macros of man(7); ends in a line feed.
  var roff: String {
    var lines = [
      ".TH CARTULARY 1 \"\" \"cartulary \(Escape.roff(CartularyCommand.version))\" \"User Commands\"",
      ".SH NAME", "cartulary \\- \(Escape.roff(Self.firstLower(root.abstract ?? "")))",
      ".SH SYNOPSIS", ".B cartulary", ".I command", "[options]", ".SH DESCRIPTION",
    ]
    lines += Self.paragraphs(root.discussion)
    lines.append(".SH COMMANDS")
    for command in commands { lines += section(of: command) }
    lines.append(".SH EXIT STATUS")
    for exit in ShellExit.allCases {
      lines += [".TP", ".B \(exit.rawValue)", Escape.roffLine(exit.meaning)]
    }
    lines.append(".SH ENVIRONMENT")
    for (name, meaning) in Self.environment { lines += [".TP", ".B \(name)", Escape.roffLine(meaning)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let environment: [(String, String)] = [
    ("CARTULARY_FORMAT", "The format of results, unless the command line sets it."),
    ("CARTULARY_HISTORY", "The history file of the REPL; empty for no history."),
    (
      "CARTULARY_PROMPT_MARKS",
      "If 1, the REPL marks prompts and answers for terminals that support such marks (OSC 133)."
    ),
    ("NO_COLOR", "If not empty, output is not coloured."),
    ("PAGER", "The program that shows a result taller than the screen; empty or cat for none."),
    ("LC_ALL, LC_CTYPE, LANG", "Whether symbols are drawn in Unicode."),
    ("TERM", "If dumb, there is no colour and no pager."),
  ]

  private var commands: [CommandReference] { (root.subcommands ?? []).filter { $0.commandName != "help" } }

  private func section(of command: CommandReference) -> [String] {
    let shown = (command.arguments ?? []).filter(\.shouldDisplay)
    let operands = shown.filter { $0.kind == .positional }.map(\.usage)
    var lines = [
      ".SS \"cartulary \(Escape.roff(([command.commandName] + operands).joined(separator: " ")))\"",
      Escape.roffLine(command.abstract ?? ""),
    ]
    lines += Self.paragraphs(command.discussion).map { $0 }
    for argument in shown where argument.kind != .positional && !Self.everywhere.contains(argument.longName) {
      lines += [".TP", "\\fB\(Escape.roff(argument.usage))\\fR", Escape.roffLine(argument.abstract ?? "")]
    }
    return lines
  }

  /// The options that every command has automatically.
  private static let everywhere: Set<String> = ["help", "version"]

  private static func firstLower(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  /// Keeps lines, because some are commands; fills a long one.
  private static func paragraphs(_ text: String?) -> [String] {
    guard let text else { return [] }
    return [".PP"]
      + text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
        $0.isEmpty ? [".PP"] : [Escape.roffLine(String($0)), ".br"]
      }
  }
}

extension CommandReference.Argument {
  var longName: String { names?.first { $0.kind == .long }?.name ?? "" }

  /// As typed: `--limit <n>`, `<id>`, `[<query>…]`.
  var usage: String {
    let value = "<\(valueName ?? "value")>"
    switch kind {
    case .positional:
      let repeated = isRepeating ? value + "…" : value
      return isOptional ? "[\(repeated)]" : repeated
    case .option: return "--\(longName) \(value)"
    case .flag: return "--\(longName)"
    }
  }
}
