internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

struct AuditCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Show what each label can see, and whose audience changed, by whom and when.",
    discussion: "It reads the ledger and tells of every record: it is for the owner of the catalog.")

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Leave out changes before this day, as 2026-11-21.", valueName: "date"))
  var since: String?

  func validate() throws {
    if let since, CalendarDate(since) == nil {
      throw ValidationError("--since takes a day, as 2026-11-21")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    let report = try DatasetCatalog.open(at: target.catalog).audit(since: since.flatMap { CalendarDate($0) })
    if output.format == .json || output.format == .jsonl {
      console.write(try JSONLine.text(AuditJSON(report)))
      return .done
    }
    console.write("who holds … sees")
    for row in report.labels {
      console.write("  \(row.label)\t\(counted(row.count, "record"))\t\(Self.text(row.bySensitivity))")
    }
    console.write("audiences")
    for row in report.audiences {
      let labels = row.audience.labels.joined(separator: ", ")
      console.write("  \(labels)\t\(counted(row.count, "record"))\t\(Self.text(row.bySensitivity))")
    }
    let since = since.map { " since \($0)" } ?? ""
    console.write(
      "\(counted(report.changes.count, "change")) of audience\(since), \(report.widenings.count) widening")
    for change in report.changes {
      let from = change.from?.labels.joined(separator: ", ") ?? "withdrawn"
      let to = change.to?.labels.joined(separator: ", ") ?? "withdrawn"
      console.write(
        "  \(change.at)  \(change.id)  \(from) → \(to)\(change.isWidening ? "  WIDER" : "")  by "
          + TerminalText.harmless(change.author))
    }
    return .done
  }

  private static func text(_ counts: [AuditReport.SensitivityCount]) -> String {
    counts.map { "\($0.count) \($0.level.rawValue)" }.joined(separator: ", ")
  }
}

/// An audit as JSON.
struct AuditJSON: Encodable {
  struct Row: Encodable {
    let labels: [String]
    let records: Int
    let sensitivity: [String: Int]
  }

  struct Change: Encodable {
    let id: String
    let at: String
    let author: String
    let tool: String
    let from: [String]?
    let to: [String]?
    let widening: Bool
  }

  let labels: [Row]
  let audiences: [Row]
  let changes: [Change]

  init(_ report: AuditReport) {
    func counts(_ counts: [AuditReport.SensitivityCount]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: counts.map { ($0.level.rawValue, $0.count) })
    }
    labels = report.labels.map {
      Row(labels: [$0.label], records: $0.count, sensitivity: counts($0.bySensitivity))
    }
    audiences = report.audiences.map {
      Row(labels: $0.audience.labels, records: $0.count, sensitivity: counts($0.bySensitivity))
    }
    changes = report.changes.map {
      Change(
        id: $0.id, at: $0.at.description, author: $0.author, tool: $0.tool, from: $0.from?.labels,
        to: $0.to?.labels,
        widening: $0.isWidening)
    }
  }
}

struct SettingsCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Show or set what the owner of a catalog decides for it.",
    discussion: CatalogSettings.names.map { "\($0.name): \($0.help)" }.joined(separator: "\n\n"))

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var author: AuthorOptions

  @Flag(name: .long, help: "Unset the setting.")
  var unset = false

  @Argument(help: "The setting. Without it, all that are set.")
  var name: String?

  @Argument(help: "Its value. Without it, the value is shown.")
  var value: String?

  func validate() throws {
    if unset, name == nil || value != nil { throw ValidationError("--unset takes the name of a setting") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let catalog = try DatasetCatalog.open(at: target.catalog)
    if let name, value != nil || unset {
      let (value, author) = (value, author.author)
      try Waiting.value { try await catalog.set(name, to: value, by: author) }
    }
    let all = try catalog.settings().values
    for setting in all where name == nil || name == setting.name {
      console.write("\(setting.name)\t\(TerminalText.harmless(setting.value))")
    }
    guard let name, !unset, !all.contains(where: { $0.name == name }) else { return .done }
    console.complain("'\(TerminalText.harmless(name))' is not set")
    return .negativeAnswer
  }
}
