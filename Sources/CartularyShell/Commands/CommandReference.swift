internal import ArgumentParser
internal import Foundation

/// A command's name and arguments as declared: for the man page, near misses and the tests that check the documentation
/// against the commands.
struct CommandReference: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      enum Kind: String, Decodable { case long, short, longWithSingleDash }
      let kind: Kind
      let name: String
    }

    enum Kind: String, Decodable { case positional, option, flag }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let abstract: String?
  }

  let commandName: String
  let aliases: [String]?
  let abstract: String?
  let discussion: String?
  let subcommands: [CommandReference]?
  let arguments: [Argument]?

  /// Reads what the argument parser reports about a command.
  init(of command: any ParsableCommand.Type) throws {
    struct Dump: Decodable { let command: CommandReference }
    self = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8)).command
  }

  /// The positional arguments.
  var operands: [String] {
    (arguments ?? []).filter { $0.kind == .positional && $0.shouldDisplay }.compactMap(\.valueName)
  }

  /// The names of the options and flags, without their dashes.
  var longOptions: [String] {
    (arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == .long }.map(\.name)
  }
}
