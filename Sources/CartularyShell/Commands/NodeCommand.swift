internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyLedger

struct NodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "node",
    abstract: "Make a directory that has its ledger in PostgreSQL and an index of its own.",
    discussion: """
      cartulary node init --ledger postgresql://db.example.org/catalogs --catalog index
      cartulary publish manifests --catalog index
      cartulary search asthma --catalog index

      All commands work in the directory as in any other. Docs/SCALE.md describes how to run it.
      """,
    subcommands: [MakeNodeCommand.self])
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

  func run(_ console: Console) throws -> ShellExit {
    let count = try CatalogUpkeep.makeNode(at: directory.catalog, ledger: ledger)
    console.write("made the index of \(counted(count, "record"))")
    return .done
  }
}
