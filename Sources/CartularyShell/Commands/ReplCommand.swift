internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyWire

struct ReplCommand: FormattedCommand {
  static let isPaged = false
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Run queries interactively or from a pipe.",
    discussion: """
      On a terminal there is a prompt and a line editor. On a pipe there is neither: one answer per line of input, \
      errors on standard error, and exit code 1 if any line failed. A line is a query, or a command that begins with a \
      dot; .help lists the commands. With --protocol jsonl it serves programs: each JSON object on a line of input is \
      answered by one on a line of output; see Docs/PROTOCOL.md.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Flag(name: .long, help: "On a pipe: stop at the first line that fails.")
  var bail = false

  @Option(name: .long, help: ArgumentHelp("Talk to a program in this protocol: jsonl.", valueName: "name"))
  var `protocol`: MachineProtocol?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The version of the protocol; only \(ProtocolCommand.version) is supported.", valueName: "n"))
  var protocolVersion = ProtocolCommand.version

  func validate() throws {
    guard protocolVersion == ProtocolCommand.version else {
      throw ValidationError("--protocol-version must be \(ProtocolCommand.version), not \(protocolVersion)")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    if `protocol` != nil {
      let door = ProtocolAnswers(
        catalog: try catalog.open(), viewer: try catalog.viewer(), profile: try use.profile(console),
        diseases: try use.tree(console, for: catalog), remedies: ErrorText.help)
      return try ProtocolSession(answers: door, output: .descriptor(STDOUT_FILENO))
        .run(reading: LinePipe(descriptor: STDIN_FILENO))
    }
    let session = ReplSession(
      catalog: try catalog.open(), viewer: try catalog.viewer(), format: output.resolved(for: console),
      console: console, profile: try use.profile(console), diseases: try use.tree(console, for: catalog),
      isBailing: bail)
    return session.run(reading: LineSource.standardInput())
  }
}
