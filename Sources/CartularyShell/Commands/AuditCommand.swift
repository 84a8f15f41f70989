internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

struct AuditCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Show what each label can see, and whose audience changed, by whom and when.",
    discussion: "It reads the ledger and covers every record, so it is for the owner of the catalog.")

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Leave out changes before this day, such as 2026-11-21.", valueName: "date"))
  var since: String?

  func validate() throws {
    if let since, CalendarDate(since) == nil {
      throw ValidationError("--since takes a day, such as 2026-11-21")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    let report = try DatasetCatalog.open(at: target.catalog).audit(since: since.flatMap { CalendarDate($0) })
    if output.format == .json || output.format == .jsonl {
      console.write(try JSONLine.document(WireAudit(report)))
      return .done
    }
    console.write("holders of … can see")
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

struct SettingsCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Show or change the owner's settings for a catalog.",
    discussion: CatalogSettings.names.map { "\($0.name): \($0.help)" }.joined(separator: "\n\n"))

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var output: FormatOptions
  @OptionGroup var author: AuthorOptions

  @Flag(name: .long, help: "Unset the setting.")
  var unset = false

  @Argument(help: "The setting's name. Without it, every setting that has a value is shown.")
  var name: String?

  @Argument(help: "The new value. Without it, the current value is shown.")
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
    let shown = all.filter { name == nil || name == $0.name }
    switch output.resolved(for: console) {
    case .json, .jsonl:
      console.write(try JSONLine.document(WireSettings(shown.map { ($0.name, $0.value) })))
    case let format:
      if !shown.isEmpty || format == .csv {
        ResultTable(["name", "value"], rows: shown.map { [$0.name, $0.value] }).print(as: format, on: console)
      }
    }
    guard let name, !unset, !all.contains(where: { $0.name == name }) else { return .done }
    console.complain("'\(TerminalText.harmless(name))' is not set")
    return .negativeAnswer
  }
}
