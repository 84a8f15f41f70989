internal import Manifests

/// One JSON object, described in Docs/COMMANDS.md. Keys are added without a new version, never taken away.
struct JSONDiagnostics: DiagnosticFormat {
  static let version = 1

  func print(_ result: ValidationResult, to console: Console) throws {
    console.write(
      try JSONLine.text(
        Report(
          version: Self.version, files: result.batch.files.count, records: result.batch.records.count,
          errors: result.count(.error), warnings: result.count(.warning), advice: result.count(.advice),
          omitted: result.omittedErrorCount, diagnostics: result.shown.map(Entry.init))))
  }

  private struct Report: Encodable {
    let version: Int
    let files: Int
    let records: Int
    let errors: Int
    let warnings: Int
    let advice: Int
    let omitted: Int
    let diagnostics: [Entry]
  }

  private struct Entry: Encodable {
    let code: String
    let severity: String
    let message: String
    let why: String
    let help: String?
    let file: String
    let line: Int?
    let column: Int?
    let length: Int?
    let id: String?

    init(_ diagnostic: ManifestDiagnostic) {
      (code, severity) = (diagnostic.code.rawValue, diagnostic.severity.rawValue)
      (message, why, help) = (diagnostic.message, diagnostic.code.explanation, diagnostic.help)
      (file, id) = (diagnostic.file, diagnostic.recordID)
      (line, column) = (diagnostic.place?.line, diagnostic.place?.column)
      length = diagnostic.place?.length
    }
  }
}
