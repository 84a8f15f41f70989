internal import ArgumentParser
internal import Manifests

struct ValidateCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check manifests and show every fault with its place; publish nothing."
  )

  @Argument(help: "Files, and directories to look through for .yaml, .yml and .json.")
  var paths: [String]

  func run(_ console: Console) -> ShellExit {
    let batch = ManifestReader().read(paths: paths)
    let printer = ManifestDiagnosticPrinter(console: console)
    for diagnostic in batch.diagnostics { printer.print(diagnostic, asResult: true) }
    let errors = batch.diagnostics.count { $0.severity == .error }
    let warnings = batch.diagnostics.count { $0.severity == .warning }
    console.write(
      "\(counted(batch.files.count, "file")), \(counted(batch.records.count, "sound record")), "
        + "\(counted(errors, "error")), \(counted(warnings, "warning"))")
    return errors > 0 ? .negativeAnswer : .done
  }
}

/// "1 file", "2 files".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
