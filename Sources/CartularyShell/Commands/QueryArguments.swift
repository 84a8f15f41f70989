internal import ArgumentParser

/// A query on the command line, where `-word` is a query word and `--wrod` a misspelt option.
enum QueryArguments {
  /// - Returns: The words of the query, without the `--` that divides them from options.
  /// - Throws: `ValidationError` for whatever begins with `--` and stands before a bare `--`.
  static func checked(_ arguments: [String]) throws -> [String] {
    var words: [String] = []
    var isOptions = true
    for argument in arguments {
      if isOptions, argument == "--" {
        isOptions = false
      } else if isOptions, argument.hasPrefix("--") {
        let name = String(argument.dropFirst(2).prefix { $0 != "=" })
        // What was meant, UsageText says.
        throw ValidationError("unknown option --\(name)")
      } else {
        words.append(argument)
      }
    }
    return words
  }
}
