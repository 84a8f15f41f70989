internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyMCP
internal import CartularyWire

struct MCPCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serve an AI assistant over standard input and output (Model Context Protocol).",
    discussion: """
      cartulary mcp
      cartulary mcp --catalog /srv/catalog --as staff --profile me.yaml

      A host of assistants starts this command; Docs/ASSISTANTS.md says how to tell it to. Nothing is written to the \
      catalog. What the assistant sees is fixed by --as: no message can widen it. With --profile, that is who asks and \
      what for where a question does not say it.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var use: ProfileOptions

  @Flag(
    name: .customLong("no-connector-tools"),
    help: "Leave out the tools search and fetch, which are for hosts that know only those two names.")
  var isWithoutConnectors = false

  func run(_ console: Console) throws -> ShellExit {
    let assistant = AssistantCatalog(
      try catalog.open(), as: try catalog.viewer(), profile: try use.profile(console),
      diseases: try use.tree(console, for: catalog))
    let responder = AssistantResponder(assistant, hasConnectorTools: !isWithoutConnectors) { line in
      // Standard output belongs to the protocol.
      _ = Console.writeAll(Array("cartulary mcp: \(line)\n".utf8), to: STDERR_FILENO)
    }
    return AssistantSession(responder).run(reading: LinePipe(descriptor: STDIN_FILENO)) { line in
      Console.writeAll(Array((line + "\n").utf8), to: STDOUT_FILENO)
    }
  }
}
