internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger

/// One dot command: a row of the table used for running, help, completion, near misses and documentation.
struct DotCommand: Sendable {
  /// Without the dot.
  let word: String
  /// The arguments, as shown to people: `N|ID [SECTION]`.
  let arguments: String
  /// A line for people: lower case, no full stop.
  let help: String
  /// How each argument is completed; the last entry applies to all remaining arguments.
  let completions: [ArgumentCompletion]
  let run: @Sendable (inout ReplTurn, DotArguments) throws -> Void

  init(
    _ word: String, _ arguments: String, _ help: String, completing completions: ArgumentCompletion...,
    run: @escaping @Sendable (inout ReplTurn, DotArguments) throws -> Void
  ) {
    (self.word, self.arguments, self.help) = (word, arguments, help)
    (self.completions, self.run) = (completions, run)
  }

  var name: String { "." + word }

  /// The name and its arguments.
  var usage: String { arguments.isEmpty ? name : name + " " + arguments }

  /// Every command, in the order in which they are listed.
  static let all: [DotCommand] = results + records + narrowing + output + session

  /// The command with a name, given without its dot.
  ///
  /// - Throws: `CatalogError` that names the nearest command, or how to list them all.
  static func named(_ word: String) throws(CatalogError) -> DotCommand {
    if let command = all.first(where: { $0.word == word }) { return command }
    let near = NearMiss.closest(to: word, among: all.map(\.word)).first
    throw CatalogError(
      .invalidArgument, "unknown command .\(word.prefix(40))",
      help: near.map { "did you mean .\($0)?" } ?? ".help lists them")
  }

  /// The table of Docs/COMMANDS.md.
  static var markdown: String {
    let rows = all.map { "| `\($0.usage.replacing("|", with: "\\|"))` | \($0.help) |" }
    return (["| command | does |", "| --- | --- |"] + rows).joined(separator: "\n")
  }

  /// The error for a missing argument.
  var missingArgument: CatalogError {
    CatalogError(.invalidArgument, "\(name) needs \(arguments)", help: help)
  }
}

/// The arguments of a command.
struct DotArguments: Sendable {
  /// As typed, without surrounding spaces.
  let text: String
  var words: [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }
  var first: String? { words.first }

  /// The name of a file: all that was typed, without quotes around it.
  var fileName: String { Self.unquoted(text) }

  /// The name of a file to write, and whether `--force` before it lets an existing one be replaced.
  var destination: (path: String, replaces: Bool) {
    let flag = "--force"
    guard words.first == flag else { return (fileName, false) }
    return (Self.unquoted(String(text.dropFirst(flag.count)).trimmingBlanks), true)
  }

  private static func unquoted(_ text: String) -> String {
    guard text.utf8.count > 1, let quote = text.utf8.first, text.utf8.last == quote,
      "\"'".utf8.contains(quote)
    else { return text }
    return String(decoding: text.utf8.dropFirst().dropLast(), as: UTF8.self)
  }
}

/// How an argument of a command is completed by the Tab key.
enum ArgumentCompletion: Sendable {
  /// One of a list.
  case choice(@Sendable () -> [String])
  /// The id of a dataset.
  case dataset
  /// The rest of the line is a query.
  case query
  case file

  static let onOff = choice { ["on", "off"] }
  static let facet = choice { FieldTable.facetsWithProfile.map(\.name) }
}

/// A line of input that is a command.
struct DotLine {
  /// Without the dot.
  let word: String
  let arguments: DotArguments

  /// - Returns: `nil` for a query, which includes `...` and other text that does not look like a command.
  init?(_ line: String) {
    let text = line.trimmingBlanks
    guard text.first == ".", text.dropFirst().first?.isLetter == true else { return nil }
    let name = text.dropFirst().prefix { !$0.isWhitespace }
    word = String(name)
    arguments = DotArguments(text: String(text[name.endIndex...]).trimmingBlanks)
  }
}
