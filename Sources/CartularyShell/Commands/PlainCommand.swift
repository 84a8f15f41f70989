internal import ArgumentParser

/// Options that can be read without the parser.
protocol PlainOptions: ParsableArguments {
  /// Asks for every option and word, and sets every property: as made by `init()` they are only declared.
  mutating func read(_ given: PlainArguments)
}

/// A command that can be made from its arguments without the parser, as it is run often: at each key press, in loops.
///
/// A test holds it to the command that the parser makes of the same arguments.
protocol PlainCommand: PlainOptions, PresentedCommand {
  /// The name on the command line.
  static var name: String { get }
}

extension PlainCommand {
  /// - Parameter arguments: Without the command's name.
  /// - Returns: `nil` if the parser has to be asked.
  static func plain(_ arguments: ArraySlice<String>) -> Self? {
    guard let given = PlainArguments(arguments) else { return nil }
    let command: Self = given.options()
    return given.areUnderstood ? command : nil
  }
}

enum PlainCommands {
  static let all: [any PlainCommand.Type] = [
    SearchCommand.self, ShowCommand.self, CountCommand.self, SuggestCommand.self,
  ]

  /// - Returns: `nil` for other commands, and if the parser has to be asked.
  static func command(_ arguments: [String]) -> (any PlainCommand)? {
    guard let name = arguments.first, let type = all.first(where: { $0.name == name }) else { return nil }
    return type.plain(arguments.dropFirst())
  }
}
