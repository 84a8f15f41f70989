internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Make a ledger in PostgreSQL, copy ledgers, and make mirrors.",
    discussion: """
      cartulary ledger init postgresql://db.example.org/catalogs
      cartulary ledger copy index postgresql://db.example.org/catalogs
      cartulary ledger copy postgresql://db.example.org/catalogs copy-of-it
      cartulary ledger mirror postgresql://db.example.org/catalogs --audience public

      The ledger is the truth of a catalog. It is a file in the catalog's directory, or tables in a database of \
      PostgreSQL, which 'cartulary node' works with. An address is as psql takes it, without a password, and may end in \
      ?schema=NAME. Docs/SCALE.md tells the way from the one to the other.
      """,
    subcommands: [MakeLedgerCommand.self, CopyLedgerCommand.self, MakeMirrorCommand.self])
}

struct MakeLedgerCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make an empty ledger in a database: its schema, tables and roles.")

  @Argument(help: "The address: postgresql://host/database, and ?schema=NAME for a second ledger in it.")
  var address: String

  func run(_ console: Console) throws -> ShellExit {
    try CatalogUpkeep.makeLedger(at: address)
    console.write("made an empty ledger")
    console.complain(" help: cartulary node init --ledger \(TerminalText.harmless(address)) --catalog DIR")
    return .done
  }
}

struct CopyLedgerCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy a ledger with all of its history, and compare the copy with it.",
    discussion: """
      Each end is the address of a ledger in PostgreSQL or the directory of a catalog. An address gets its ledger if there \
      is none; a directory must not exist, and gets its index too. Nothing may have been published at the other end. \
      Others may publish meanwhile: the copy is of one moment. Equal ledgers have equal digests.
      """)

  @Argument(help: ArgumentHelp("The ledger to copy: an address or a catalog's directory.", valueName: "from"))
  var source: String

  @Argument(help: ArgumentHelp("Where to: an address or a directory to create.", valueName: "to"))
  var target: String

  @OptionGroup var dividing: PartitionOptions

  func validate() throws {
    if dividing.partitions != nil, LedgerAddress.isAddress(target) {
      throw ValidationError("--partitions is for an index: the copy at an address has none")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    let digest = try CatalogUpkeep.copyLedger(
      from: source, to: target, partitionCount: dividing.partitions ?? 1)
    console.write(
      "copied \(counted(digest.revisionCount, "revision")) of \(counted(digest.publicationCount, "publication")), "
        + "and found them equal: \(digest.text)")
    return .done
  }
}

struct MakeMirrorCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "mirror",
    abstract: "Make a mirror: a ledger that has only what some may see, for nodes that may not have more.",
    discussion: """
      The database keeps it up with each publication of the ledger beside it. Whoever is granted its role, and no other, \
      can make nodes of it and reads nothing else: of a record that is narrowed its nodes learn that the id is gone. \
      Docs/SCALE.md tells what such a role can and cannot tell.
      """)

  @Argument(help: "The address of the whole ledger.")
  var address: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A label whose records the mirror has, such as public; again for more: records of any of them.",
      valueName: "label"))
  var audience: [String]

  func run(_ console: Console) throws -> ShellExit {
    let mirror = try CatalogUpkeep.makeMirror(of: address, for: audience)
    console.write(TerminalText.harmless(mirror.address))
    console.complain(
      "made a mirror of \(counted(mirror.recordCount, "record"))\n help: GRANT \(mirror.role) TO a login of its own, then "
        + "cartulary node init --ledger with this address and that login")
    return .done
  }
}
