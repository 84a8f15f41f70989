internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

// The commands that look after a catalog as a whole: each is a line or two around CatalogUpkeep.

struct VerifyCommand: FormattedCommand {
  static let isPaged = false
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the ledger and the index, and compare them; exit with code 1 if there are differences.")

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var waiting: WaitOptions
  @OptionGroup var output: FormatOptions

  func run(_ console: Console) throws -> ShellExit {
    let report = try CatalogUpkeep.verify(at: target.catalog, patience: waiting.wait.value)
    let helps = report.remedies.map { ErrorText.words(for: $0) }
    if output.format == .json || output.format == .jsonl {
      console.write(try JSONLine.document(WireVerification(report, help: helps)))
    } else {
      for finding in report.findings {
        let id = finding.id.map { $0 + ": " } ?? ""
        console.write("\(finding.kind.rawValue): \(id)\(TerminalText.harmless(finding.message))")
      }
      let size =
        "\(counted(report.recordCount, "record")), \(counted(report.revisionCount, "revision")), "
        + counted(report.shardCount, "shard")
        + (report.partitionCount > 1 ? " in \(counted(report.partitionCount, "partition"))" : "")
      console.write(
        report.isSound ? "sound: \(size)" : "\(counted(report.findings.count, "difference")) in \(size)")
    }
    for help in helps { console.complain(" help: \(help)") }
    return report.isSound ? .done : .negativeAnswer
  }
}

struct RebuildCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Rebuild the index from the ledger next to the old one, then replace it in one step.",
    discussion: """
      Without --partitions, the new index has as many as the old one. One database for each audience is right up to some \
      ten million records; answers are the same with any number. Docs/SCALE.md tells what it costs.
      """)

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var waiting: WaitOptions
  @OptionGroup var dividing: PartitionOptions

  func run(_ console: Console) throws -> ShellExit {
    let count = try CatalogUpkeep.rebuild(
      at: target.catalog, partitionCount: dividing.partitions, patience: waiting.wait.value)
    let parts = try CatalogUpkeep.partitionCount(at: target.catalog)
    console.write(
      "rebuilt the index of \(counted(count, "record"))"
        + (parts > 1 ? " in \(counted(parts, "partition"))" : ""))
    return .done
  }
}

struct CompactCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Remove from the index's files what deleted records left behind.",
    discussion:
      "Withdrawing and narrowing do this by themselves, where there is room; the words of an earlier revision of a record "
      + "stay in the files until then."
  )

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var waiting: WaitOptions

  func run(_ console: Console) throws -> ShellExit {
    try CatalogUpkeep.compact(at: target.catalog, patience: waiting.wait.value)
    console.write("compacted the index")
    return .done
  }
}

struct MigrateCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Upgrade a catalog from an earlier format to this program's.")

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var waiting: WaitOptions

  func run(_ console: Console) throws -> ShellExit {
    let version = try CatalogUpkeep.migrate(at: target.catalog, patience: waiting.wait.value)
    let current = CatalogUpkeep.formatVersion
    console.write(
      version >= current
        ? "nothing to do: the catalog has format \(version)"
        : "migrated the catalog from format \(version) to \(current)")
    return .done
  }
}

struct BackupCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract:
      "Copy a consistent snapshot of a whole catalog into a new directory, even while it is in use.",
    discussion: "To restore a backup, move it to where the catalog was.")

  @OptionGroup var target: CatalogDirectory

  @Argument(help: "The directory to create.")
  var path: String

  func run(_ console: Console) throws -> ShellExit {
    let count = try CatalogUpkeep.backup(from: target.catalog, to: path)
    console.write("copied \(counted(count, "record")) to \(TerminalText.harmless(path))")
    return .done
  }
}
