internal import ArgumentParser
internal import Catalog
internal import DatasetModel
internal import Manifests

struct ValidateCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check manifests and show every fault with its place; publish nothing."
  )

  @OptionGroup(visibility: .hidden) var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "Files, and directories to look through for .yaml, .yml, .json and .md.")
  var paths: [String]

  func run(_ console: Console) throws -> ShellExit {
    let batch = ManifestReader().read(paths: paths)
    let errors = batch.diagnostics.count { $0.severity == .error }
    if output.format == .json || output.format == .jsonl {
      console.write(try JSONLine.text(BatchJSON(batch)))
    } else {
      let printer = ManifestDiagnosticPrinter(console: console)
      for diagnostic in batch.diagnostics { printer.print(diagnostic, asResult: true) }
      let warnings = batch.diagnostics.count { $0.severity == .warning }
      console.write(
        "\(counted(batch.files.count, "file")), \(counted(batch.records.count, "sound record")), "
          + "\(counted(errors, "error")), \(counted(warnings, "warning"))")
    }
    guard errors > 0 else { return .done }
    return batch.isUnreadable ? .noSuchFile : .negativeAnswer
  }
}

/// What reading manifests came to, as JSON.
struct BatchJSON: Encodable {
  struct DiagnosticJSON: Encodable {
    let code: String
    let severity: String
    let message: String
    let help: String?
    let file: String
    let line: Int?
    let column: Int?
    let id: String?
  }

  let files: Int
  let records: Int
  /// Records that state a licence, and those of them whose licence no rule recognises.
  let licensesStated: Int
  let licensesFreeText: Int
  let diagnostics: [DiagnosticJSON]

  enum CodingKeys: String, CodingKey {
    case files, records
    case licensesStated = "licenses-stated"
    case licensesFreeText = "licenses-free-text"
    case diagnostics
  }

  init(_ batch: ManifestBatch) {
    files = batch.files.count
    records = batch.records.count
    let licenses = batch.records.map { $0.dataset.licenses + $0.dataset.distributions.flatMap(\.licenses) }
    licensesStated = licenses.count { !$0.isEmpty }
    licensesFreeText = licenses.count { $0.contains { $0.id == License.customID } }
    diagnostics = batch.diagnostics.map {
      DiagnosticJSON(
        code: $0.code.rawValue, severity: $0.severity.rawValue, message: $0.message, help: $0.help,
        file: $0.file,
        line: $0.place?.line, column: $0.place?.column, id: $0.recordID)
    }
  }
}

extension ManifestBatch {
  /// Nothing could be read, and nothing else is wrong.
  var isUnreadable: Bool {
    let errors = diagnostics.filter { $0.severity == .error }
    return records.isEmpty && !errors.isEmpty && errors.allSatisfy { $0.code == .unreadable }
  }
}

/// "1 file", "2 files".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
