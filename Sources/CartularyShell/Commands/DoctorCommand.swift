internal import ArgumentParser
internal import CEditline
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire
internal import Foundation

struct DoctorCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the program, catalog, locale and terminal, and report what is wrong.",
    discussion: """
      The exit code is 1 if something is wrong; notes do not count. With --repair, what is kept beside the index for \
      speed is written again first where it is damaged.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Flag(name: .long, help: "Write the columns beside the index again where they are damaged.")
  var repair = false

  func run(_ console: Console) throws -> ShellExit {
    if repair {
      let count = try CatalogUpkeep.repairColumns(at: catalog.catalog)
      if count > 0 { console.complain("wrote the columns of \(counted(count, "part")) of the index again") }
    }
    let findings = Doctor(catalog: catalog.catalog, isTerminal: console.isTerminal).findings()
    try DoctorPrinter(console: console, format: output.resolved(for: console)).print(findings)
    return findings.contains { $0.state == .wrong } ? .negativeAnswer : .done
  }
}

/// Checks what cartulary depends on, without opening any record.
struct Doctor {
  let catalog: String
  let isTerminal: Bool

  /// One or more for each subject, in a fixed order.
  func findings() -> [WireHealth.Finding] {
    [program, libraries] + catalogFindings + [room, openFiles, locale, terminal, pager].compactMap { $0 }
  }

  private var program: WireHealth.Finding {
    .init(
      "program", .well,
      "cartulary \(CartularyCommand.version), catalogs of format \(CatalogUpkeep.formatVersion)")
  }

  /// The versions that a bug report should include.
  private var libraries: WireHealth.Finding {
    let linked = CatalogUpkeep.libraryVersions.map { "\($0.name) \($0.version)" }
    return .init(
      "libraries", .well,
      (linked + ["libedit \(String(cString: ce_version()))"]).joined(separator: ", "))
  }

  private var catalogFindings: [WireHealth.Finding] {
    let opened: DatasetCatalog
    do {
      opened = try DatasetCatalog.open(at: catalog)
      // Opens the index without requesting any record.
      _ = try opened.search("", page: .empty, as: .public)
    } catch {
      let (message, help) = ErrorText.parts(of: error)
      return [.init("catalog", .wrong, message, help: help)]
    }
    var found = [WireHealth.Finding("catalog", .well, "\(catalog) opens")]
    found += opened.thesaurusFaults.map {
      .init(
        "thesaurus", .wrong, $0,
        help: "correct the line as Docs/RANKING.md describes; until then it is ignored")
    }
    found += stateFindings
    if NodeFollower.answersWithoutLease(catalog) {
      found.append(
        .init(
          "lease", .note,
          "this node answers also when it does not hear from its ledger, and may show what fewer people see by now",
          help: "cartulary settings lease --unset --catalog \(catalog)"))
    }
    if access(catalog, W_OK) != 0 {
      found.append(
        .init(
          "catalog", .note, "\(catalog) is not writable for you: you can search but not publish",
          help: "ask its owner, or publish to a directory of your own with --catalog"))
    }
    return found
  }

  /// The ledger, and what the files of the index still hold.
  private var stateFindings: [WireHealth.Finding] {
    var found: [WireHealth.Finding] = []
    do {
      let partitions = try CatalogUpkeep.partitionCount(at: catalog)
      if partitions > 1 {
        found.append(
          .init("partitions", .well, "the records of each audience are spread over \(partitions) databases"))
      }
      if let fault = try CatalogUpkeep.ledgerFault(at: catalog) {
        // A ledger is not for everyone; one that is gone or damaged is everyone's concern.
        let (message, help) = ErrorText.parts(of: fault)
        found.append(.init("ledger", fault.code == .permissionDenied ? .note : .wrong, message, help: help))
      }
      let residues = try CatalogUpkeep.residues(at: catalog)
      if !residues.isEmpty {
        found.append(
          .init(
            "residues", .wrong, "the index's files still hold words of records that were taken out",
            help: ErrorText.words(for: .compact, .init(path: catalog))))
      }
      if try CatalogUpkeep.faultyColumnsCount(at: catalog) > 0 {
        found.append(
          .init(
            "columns", .wrong,
            "columns beside the index are damaged or of another state: answers are right, but every search makes them again",
            help: "cartulary doctor --repair --catalog \(catalog)"))
      }
    } catch {
      let (message, help) = ErrorText.parts(of: error)
      found.append(.init("catalog", .wrong, message, help: help))
    }
    return found
  }

  /// With less free space than this, a larger publication fails.
  private static let leastRoom: UInt64 = 64 << 20

  private var room: WireHealth.Finding? {
    guard let bytes = CatalogUpkeep.freeBytes(at: catalog) else { return nil }
    let words = "\(bytes >> 20) MiB free on the catalog's file system"
    return bytes < Self.leastRoom
      ? .init("room", .wrong, words, help: "free some space before you publish; searching works")
      : .init("room", .well, words)
  }

  /// A shard takes about five files.
  private static let fewFiles: rlim_t = 1024

  private var openFiles: WireHealth.Finding {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return .init("files", .note, "the limit on open files is not known", help: "see ulimit -n")
    }
    let words =
      limit.rlim_cur == rlim_t.max ? "any number of files" : "\(limit.rlim_cur) files may be open at once"
    return limit.rlim_cur < Self.fewFiles
      ? .init("files", .note, words, help: "for viewers of many audiences: ulimit -n 65536")
      : .init("files", .well, words)
  }

  private var locale: WireHealth.Finding {
    Glyphs.ofLocale == .unicode
      ? .init("locale", .well, "UTF-8")
      : .init(
        "locale", .note, "not UTF-8: symbols are drawn in ASCII, and text in records may not display",
        help: "export LC_ALL=C.UTF-8")
  }

  private var terminal: WireHealth.Finding {
    let name = Self.environment("TERM")
    guard isTerminal else {
      return .init("terminal", .well, "none: results are printed as tsv, and nothing is truncated")
    }
    guard let name, name != "dumb" else {
      return .init(
        "terminal", .note, name == nil ? "TERM is not set" : "TERM is dumb: no colour, no pager",
        help: "export TERM=xterm-256color, if your terminal supports it")
    }
    let size = TerminalSize.current.map { "\($0.columns) by \($0.rows)" } ?? "of unknown size"
    return .init("terminal", .well, "\(name), \(size)")
  }

  private var pager: WireHealth.Finding? {
    guard let command = Pager.command else { return .init("pager", .well, "none") }
    let program = command.split(separator: " ").first.map(String.init) ?? command
    let isThere =
      program.contains("/")
      ? access(program, X_OK) == 0
      : (Self.environment("PATH") ?? "").split(separator: ":").contains {
        access("\($0)/\(program)", X_OK) == 0
      }
    return isThere
      ? .init("pager", .well, command)
      : .init(
        "pager", .note, "there is no \(program): long results are printed without paging",
        help: "install less, or set PAGER")
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Prints findings.
struct DoctorPrinter {
  let console: Console
  let format: OutputFormat

  func print(_ findings: [WireHealth.Finding]) throws {
    switch format {
    case .json: console.write(try JSONLine.document(WireHealth(findings)))
    case .jsonl: for finding in findings { console.write(try JSONLine.text(finding)) }
    case .list:
      for finding in findings {
        let words = "\(finding.state.rawValue): \(finding.subject): \(finding.message)"
        console.write(TerminalText.harmless(words))
        if let help = finding.help { console.write("  help: " + TerminalText.harmless(help)) }
      }
    case .table, .tsv, .csv, .markdown, .id:
      let table = ResultTable(
        ["subject", "state", "message", "help"],
        rows: findings.map { [$0.subject, $0.state.rawValue, $0.message, $0.help ?? ""] })
      table.print(as: format, on: console)
    }
  }
}
