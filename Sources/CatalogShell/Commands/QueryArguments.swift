internal import ArgumentParser
internal import Diagnostics

/// A query on the command line, where `-word` is a query word and `--wrod` a misspelt option.
enum QueryArguments {
  /// - Parameter command: Whose options `--wrod` may have meant.
  /// - Returns: The words of the query, without the `--` that divides them from options.
  /// - Throws: `ValidationError` for whatever begins with `--` and stands before a bare `--`.
  static func checked(_ arguments: [String], for command: any ParsableCommand.Type) throws -> [String] {
    var words: [String] = []
    var isOptions = true
    for argument in arguments {
      if isOptions, argument == "--" {
        isOptions = false
      } else if isOptions, argument.hasPrefix("--") {
        let name = String(argument.dropFirst(2).prefix { $0 != "=" })
        let known = try CommandReference(of: command).longOptions
        let near = NearMiss.closest(to: name, among: known).first.map { "; did you mean --\($0)?" }
        throw ValidationError(
          "unknown option --\(TerminalText.harmless(name))\(near ?? "; to search for it, write -- before the query")"
        )
      } else {
        words.append(argument)
      }
    }
    return words
  }
}
