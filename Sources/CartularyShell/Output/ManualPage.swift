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
    lines.append(".SH OPTIONS")
    lines.append("Most commands have these; cartulary help COMMAND lists all, with what each does.")
    for (name, meaning) in Self.commonOptions {
      lines += [".TP", ".B \\-\\-\(Escape.roff(name))", Escape.roffLine(meaning)]
    }
    lines.append(".SH EXIT STATUS")
    for exit in ShellExit.allCases {
      lines += [".TP", ".B \(exit.rawValue)", Escape.roffLine(exit.meaning)]
    }
    lines.append(".SH ENVIRONMENT")
    for (name, meaning) in Self.environment { lines += [".TP", ".B \(name)", Escape.roffLine(meaning)] }
    lines.append(".SH FILES")
    for (name, meaning) in Self.files {
      lines += [".TP", ".I \(Escape.roff(name))", Escape.roffLine(meaning)]
    }
    lines += [
      ".SH SEE ALSO", Escape.roffLine("cartulary help query prints the guide to the query language."),
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let environment: [(String, String)] = [
    (CatalogDirectory.variable, "The catalog's directory, unless the command line names one."),
    ("CARTULARY_FORMAT", "The format of results, unless the command line sets it."),
    ("CARTULARY_HISTORY", "The history file of the REPL; empty for no history."),
    (
      ProfileOptions.variable,
      "Who is asking and for what purpose, unless the command line says: a file, or a profile that the program has."
    ),
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

  /// What a command does, and the names of its options: `cartulary help COMMAND` tells the rest.
  private func section(of command: CommandReference) -> [String] {
    let shown = (command.arguments ?? []).filter(\.shouldDisplay)
    let operands = shown.filter { $0.kind == .positional }.map(\.usage)
    let options = shown.filter {
      $0.kind != .positional && !Self.everywhere.contains($0.longName) && !Self.common.contains($0.longName)
    }
    var lines = [
      ".TP", ".B \(Escape.roff(([command.commandName] + operands).joined(separator: " ")))",
      Escape.roffLine(command.abstract ?? ""),
    ]
    if !options.isEmpty {
      lines.append(Escape.roffLine("Options: " + options.map(\.usage).joined(separator: ", ") + "."))
    }
    return lines
  }

  /// Options of most commands, told once.
  private static let commonOptions: [(String, String)] = [
    ("catalog", "The catalog's directory; see CARTULARY_CATALOG."),
    ("as", "View the catalog as someone who holds this label; repeatable."),
    ("format", "The format of the result; --json, --jsonl and --csv are short for some."),
    ("format-version", "Exit with code 20 or 21 unless this version of the output can be written."),
    ("color", "auto, always or never."), ("no-pager", "Do not use a pager."),
    ("profile", "Who is asking and for what purpose: a file, or a profile that the program has."),
  ]

  /// Those, and what says the same or makes up a profile.
  private static let common = Set(
    commonOptions.map(\.0) + [
      "json", "jsonl", "csv", "diseases", "on", "requester", "purpose", "disease", "country", "institution",
      "commercial", "for-profit", "ethics-approval", "fact",
    ])

  private static let files: [(String, String)] = [
    ("index/", "The catalog, where neither --catalog nor CARTULARY_CATALOG names another."),
    ("index/thesaurus.txt", "Words that mean the same, beside those of the program."),
    ("*.yaml, *.yml, *.json, *.md", "Manifests, and the catalog files of others."),
    ("~/.local/state/cartulary/history", "The history of the REPL; see CARTULARY_HISTORY."),
  ]

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
