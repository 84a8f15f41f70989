internal import ArgumentParser

/// A query on the command line, where `-word` is a query word and `--wrod` a misspelt option.
enum QueryArguments {
  /// - Returns: The words of the query, without the `--` that separates them from options.
  /// - Throws: `ValidationError` for anything that begins with `--` before a bare `--`.
  static func checked(_ arguments: [String]) throws -> [String] {
    var words: [String] = []
    var isOptions = true
    for argument in arguments {
      if isOptions, argument == "--" {
        isOptions = false
      } else if isOptions, argument.hasPrefix("--") {
        let name = String(argument.dropFirst(2).prefix { $0 != "=" })
        // UsageText suggests what was meant.
        throw ValidationError("unknown option --\(name)")
      } else {
        words.append(argument)
      }
    }
    return words
  }
}
