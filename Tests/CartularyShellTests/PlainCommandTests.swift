import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// Whatever is read without the parser is what the parser reads.
@Suite("Commands that are read without the parser")
struct PlainCommandTests {
  /// What the parser makes of a command line; `nil` if it refuses it, or prints help.
  private static func parsed(_ arguments: [String]) -> String? {
    (try? ShellProgram.parsed(arguments)).map { String(describing: $0) }
  }

  private static func plain(_ arguments: [String]) -> String? {
    PlainCommands.command(arguments).map { String(describing: $0) }
  }

  private typealias Options = [(name: OptionName, isFlag: Bool)]

  /// The options of a command with what the parser says of them.
  private static func options(of command: any PlainCommand.Type) throws -> Options {
    try (CommandReference(of: command).arguments ?? []).filter { $0.kind != .positional }.compactMap {
      argument in
      let names = (argument.names ?? []).map(\.name)
      guard !names.contains("help"), let name = names.first else { return nil }
      let known = try #require(
        OptionName(rawValue: name), "\(command.name) --\(name) has no name in OptionName")
      return (known, argument.kind == .flag)
    }
  }

  /// How many random command lines are tried: the parser takes a while for each.
  private static let count = ProcessInfo.processInfo.environment["CARTULARY_FUZZ"].flatMap(Int.init) ?? 25

  /// A value that the option takes.
  private static func value(of name: OptionName) -> String {
    switch name {
    case .format: "json"
    case .formatVersion, .limit, .offset, .at: "3"
    case .color: "never"
    case .on: "2026-01-31"
    case .fact: "purpose.months=12"
    case .match: "all"
    default: "some value"
    }
  }

  @Test("every option of every such command is read without the parser, with a value after it or behind =")
  func everyOption() throws {
    for command in PlainCommands.all {
      for (index, (name, isFlag)) in try Self.options(of: command).enumerated() {
        #expect(name.isFlag == isFlag, "\(name)")
        let written = "--" + name.rawValue
        let value = Self.value(of: name)
        let option =
          isFlag ? [written] : index.isMultiple(of: 2) ? [written, value] : [written + "=" + value]
        // A batch has no words.
        let arguments = [command.name] + option + (name == .batch ? [] : ["word"])
        let plain = try #require(Self.plain(arguments), "\(arguments)")
        #expect(plain == Self.parsed(arguments), "\(arguments)")
      }
    }
  }

  @Test("options together are read as the parser reads them, or left to it")
  func optionsTogether() throws {
    let options = try Self.options(of: SearchCommand.self)
    var generator = SeededGenerator.announced("options together")
    var plainCount = 0
    for _ in 0..<Self.count {
      let chosen = options.shuffled(using: &generator).prefix(Int.random(in: 2...6, using: &generator))
      let arguments =
        ["search"]
        + chosen.flatMap { ["--" + $0.name.rawValue] + ($0.isFlag ? [] : [Self.value(of: $0.name)]) }
      guard let plain = Self.plain(arguments) else { continue }
      plainCount += 1
      #expect(plain == Self.parsed(arguments), "\(arguments)")
    }
    #expect(plainCount > Self.count / 5)
  }

  @Test("any command line is read as the parser reads it, or left to it")
  func anyArguments() throws {
    var generator = SeededGenerator.announced("command lines")
    var plainCount = 0
    let commands = try PlainCommands.all.map {
      (name: $0.name, options: try Self.options(of: $0).map(\.name))
    }
    for _ in 0..<2 * Self.count {
      let command = try #require(commands.randomElement(using: &generator))
      let known = command.options
      var arguments = [command.name]
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        let name = try #require(known.randomElement(using: &generator))
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<9:
          arguments += ["--" + name.rawValue] + (name.isFlag ? [] : [Self.value(of: name)])
        case 9..<11: arguments.append("--\(name.rawValue)=\(Self.value(of: name))")
        case 11: arguments.append(try #require(Self.odd.randomElement(using: &generator)))
        case 12:
          arguments.append("--" + (OptionName.allCases.randomElement(using: &generator)?.rawValue ?? ""))
        case 13: arguments += ["--" + name.rawValue, try #require(Self.odd.randomElement(using: &generator))]
        default: arguments.append(try #require(Self.words.randomElement(using: &generator)))
        }
      }
      guard let plain = Self.plain(arguments) else { continue }
      plainCount += 1
      #expect(plain == Self.parsed(arguments), "\(arguments)")
    }
    #expect(plainCount > Self.count / 10)
  }

  private static let words = [
    "data", "sharing:open-data", "two words", "a=b", "help", "search", "Straße", "a--b", "é",
  ]
  private static let odd = [
    "", "-", "--", "---", "-h", "--help", "--version", "-school", "-l", "-l=3", "--limi", "--limit=",
    "--limit=x",
    "--ids=1", "--no-ids", "--match=none", "--sort=-title", "-5", "5", "٣", "+5", " 5", "0x5", "--=", "--as=",
    "--as=-x",
    "---completion", "--catalog=", "--on=2026-13-01", "--experimental-dump-help", "--help-hidden", "-json",
    "--IDS",
  ]

  @Test(
    "what is not plain is left to the parser",
    arguments: [
      "-", "--", "---", "-h", "--help", "--version", "-school", "-l", "-l=3", "--limi", "--limit=",
      "--limit=x", "--as=",
      "--ids=1", "--no-ids", "--match=none", "-5", "--=", "---completion", "--experimental-dump-help",
      "--help-hidden",
      "-json", "--IDS", "--ids --ids", "--limit 3 --limit 4", "--strict --lenient", "--limit",
    ])
  func leftToTheParser(_ argument: String) {
    let arguments = argument.split(separator: " ").map(String.init)
    #expect(Self.plain(["search", "data"] + arguments) == nil)
    #expect(Self.plain(["search", "--catalog"] + arguments) == nil)
  }

  @Test("the version alone is printed as the parser prints it")
  func version() async {
    let alone = await shell("--version")
    // Said twice, it is left to the parser.
    let parsed = await shell("--version", "--version")
    #expect(alone.exit == .done && parsed.exit == .done)
    #expect(alone.output == parsed.output && alone.errors.isEmpty && parsed.errors.isEmpty)
  }
}
