internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyModel

struct ValidateCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check manifests and show every fault with its location, without publishing anything.",
    discussion: """
      Errors prevent a file from being published; warnings are probably mistakes; advice would make a record easier to \
      find or use. Docs/MANIFEST.md lists every code with its reason. Whether policy findings are errors is a setting \
      of the catalog: the one that --catalog names, or the usual one if there is one.
      """)

  @OptionGroup(visibility: .hidden) var catalog: CatalogOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(DiagnosticFormatName.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
  var format = DiagnosticFormatName.human

  @Option(
    name: .long, help: ArgumentHelp("The lowest level to show: error, warning or advice.", valueName: "level")
  )
  var level = DiagnosticLevel.advice

  @Flag(name: .long, help: "Fail on warnings too.")
  var strict = false

  @Option(name: .long, help: ArgumentHelp("The maximum number of errors to show.", valueName: "n"))
  var maxErrors: Int?

  @Argument(help: "Files, directories to look through for manifests, or - for standard input.")
  var paths: [String]

  func validate() throws {
    if let maxErrors, maxErrors < 1 { throw ValidationError("--max-errors takes a number of at least 1") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let input = paths.contains("-") ? StandardInput.bytes() : nil
    let batch = catalog.readerForChecks(console).read(paths: paths, standardInput: input)
    let result = ValidationResult(batch, from: level.severity, maximumErrorCount: maxErrors)
    try format.format.print(result, to: console)
    if batch.hasErrors { return batch.isUnreadable ? .noSuchFile : .negativeAnswer }
    return strict && result.count(.warning) > 0 ? .negativeAnswer : .done
  }
}

enum DiagnosticLevel: String, CaseIterable, ExpressibleByArgument {
  case error, warning, advice

  var severity: ManifestDiagnostic.Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .advice: .advice
    }
  }
}

extension ManifestBatch {
  /// Nothing could be read, and there is no other fault.
  var isUnreadable: Bool {
    let errors = diagnostics.filter { $0.severity == .error }
    return recordCount == 0 && !errors.isEmpty && errors.allSatisfy { $0.code == .unreadable }
  }
}

/// "1 file", "2 files".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
