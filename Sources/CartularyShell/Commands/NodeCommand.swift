internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger

struct NodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "node",
    abstract: "Make and run directories that have their ledger in PostgreSQL and an index of their own.",
    discussion: """
      cartulary node init --ledger postgresql://db.example.org/catalogs --catalog node
      cartulary node follow --catalog node
      cartulary node status --catalog node

      All commands work in the directory as in any other, while 'node follow' or 'serve' runs there: a node answers only as \
      long as it hears from its ledger. Docs/SCALE.md describes how to run several.
      """,
    subcommands: [
      MakeNodeCommand.self, FollowCommand.self, NodeStatusCommand.self, RemoveNodeCommand.self,
    ])
}

struct MakeNodeCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make the directory, and its index from the ledger.")

  @OptionGroup var directory: CatalogDirectory

  @Option(
    name: .long,
    help: ArgumentHelp("The address of the ledger, which 'cartulary ledger init' made.", valueName: "address")
  )
  var ledger: String

  @OptionGroup var dividing: PartitionOptions

  func run(_ console: Console) throws -> ShellExit {
    let count = try CatalogUpkeep.makeNode(
      at: directory.catalog, ledger: ledger, partitionCount: dividing.partitions ?? 1)
    console.write("made the index of \(counted(count, "record"))")
    console.complain(" help: cartulary node follow, or serve, keeps it answering")
    return .done
  }
}

struct FollowCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Keep a node's index up with its ledger until stopped; 'serve' does so by itself.")

  @OptionGroup var directory: CatalogDirectory

  @Flag(
    name: .long, help: "Bring the index up to the ledger, and end. The node answers for ten seconds then.")
  var once = false

  func run(_ console: Console) throws -> ShellExit {
    let follower = try NodeFollower(at: directory.catalog)
    guard !once else {
      try follower.follow()
      return .done
    }
    Interruption.note()
    defer { Interruption.stopNoting() }
    let voice = FollowerVoice(console)
    follower.run(until: { Interruption.isRequested }, telling: voice.tell)
    return .done
  }
}

/// Says what a follower meets. Safe, as the console is not used otherwise while it runs.
struct FollowerVoice: @unchecked Sendable {
  private let console: Console

  init(_ console: Console) { self.console = console }

  func tell(_ error: CatalogError?) {
    console.complain(error.map { ErrorText.text(of: $0) } ?? "following the ledger again")
    console.flush()
  }
}

struct NodeStatusCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      "List the nodes of a ledger: name, last publication, how many it lacks, seconds since it last looked.",
    discussion: "Separated by tabs. A node that has not looked for ten seconds does not answer.")

  @OptionGroup var directory: CatalogDirectory

  func run(_ console: Console) throws -> ShellExit {
    for node in try CatalogUpkeep.nodes(of: directory.catalog) {
      console.write(
        [node.name, "\(node.applied)", "\(node.behind)", "\(node.silentSeconds)"].map(Escape.tsvCell)
          .joined(separator: "\t"))
    }
    return .done
  }
}

struct RemoveNodeCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Forget a node that is gone, so that publications need not wait for it.")

  @OptionGroup var directory: CatalogDirectory

  @Argument(help: "The node's name, as status shows it.")
  var name: String

  func run(_ console: Console) throws -> ShellExit {
    let count = try CatalogUpkeep.removeNode(name, of: directory.catalog)
    guard count > 0 else {
      console.complain(
        "error: no node '\(TerminalText.harmless(String(name.prefix(200))))'\n help: cartulary node status lists them"
      )
      return .negativeAnswer
    }
    console.write("removed \(TerminalText.harmless(name))")
    return .done
  }
}
