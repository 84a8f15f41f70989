internal import ArgumentParser
internal import CartularyBase

/// The message for a command line that cannot be parsed: like any error, what is wrong and what to try. The parser
/// itself does not suggest near misses, and uses a format of its own.
struct UsageText {
  /// Without the program's name.
  let arguments: [String]
  /// The parser's message, without a prefix.
  let message: String

  var text: String {
    let (what, help) = unknownOption ?? wrongValue ?? (Self.firstLower(message), usualHelp)
    return "error: \(TerminalText.harmless(what))\n help: \(TerminalText.harmless(help))"
  }

  // MARK: - Steps

  /// The command that is meant, behind the groups that it is in, as `ledger` and `copy`; empty for none.
  private var commands: [any ParsableCommand.Type] {
    var found: [any ParsableCommand.Type] = []
    var choices = CartularyCommand.configuration.subcommands
    for name in arguments {
      guard let next = choices.first(where: { $0.configuration.commandName == name })
      else { break }
      found.append(next)
      choices = next.configuration.subcommands
    }
    return found
  }

  private var reference: CommandReference? {
    commands.last.flatMap { try? CommandReference(of: $0) }
  }

  /// The command as it is typed.
  private var name: String { commands.compactMap { $0.configuration.commandName }.joined(separator: " ") }

  /// The first option that the command does not have: the parser may complain about something that follows from it.
  private var unknownOption: (String, String)? {
    let known = reference?.longOptions ?? CartularyCommand.commonOptions
    let names = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
      .map { String($0.dropFirst(2).prefix { $0 != "=" }.prefix(80)) }
    guard let name = names.first(where: { !known.contains($0) && !Self.everywhere.contains($0) }) else {
      // Before the command, only those two are options.
      guard reference == nil, let name = names.first(where: { !Self.everywhere.contains($0) }) else {
        return nil
      }
      return ("--\(name) comes before the command", "cartulary COMMAND --\(name) …")
    }
    let near = NearMiss.closest(to: name, among: known).first.map { "did you mean --\($0)?" }
    let isQuery = reference?.operands.contains("query") ?? false
    return (
      "unknown option --\(name)",
      near ?? (isQuery ? "to search for it, write -- before the query; " : "") + help("lists the options")
    )
  }

  private static let everywhere: Set<String> = ["help", "version"]

  /// A value that is not in a list of choices.
  private var wrongValue: (String, String)? {
    let pattern = /The value '(.*)' is invalid for '(\S+).*?'(?:\. Please provide one of ([^!]*))?/
    guard let match = message.wholeMatch(of: pattern.dotMatchesNewlines()) else { return nil }
    let value = String(match.1.prefix(80))
    let all = match.3.map { $0.matches(of: /[a-z][\w-]*/).map { String($0.0) } } ?? []
    // "one of the following:", and the word between the last two.
    let choices = all.filter { !["the", "following", "or"].contains($0) }
    let what = "'\(value)' is not a valid value for \(match.2)"
    guard !choices.isEmpty else { return (what, usualHelp) }
    let near = NearMiss.closest(to: value, among: choices).first.map { "did you mean '\($0)'? " } ?? ""
    return (what, near + (choices.count == 1 ? "it can be " : "one of ") + choices.joined(separator: ", "))
  }

  private var usualHelp: String {
    guard let reference else { return help("lists the commands") }
    let operands = reference.operands.map { " <\($0)>" }.joined()
    return "cartulary \(name)\(operands); " + help("shows more")
  }

  private func help(_ verb: String) -> String {
    "cartulary \(name.isEmpty ? "" : name + " ")--help \(verb)"
  }

  private static func firstLower(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
