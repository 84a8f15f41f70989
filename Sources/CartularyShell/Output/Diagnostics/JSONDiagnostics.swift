internal import CartularyBase
internal import CartularyManifests
internal import CartularyModel

/// One JSON object, described in Docs/COMMANDS.md. Keys are added without a new version, never taken away.
struct JSONDiagnostics: DiagnosticFormat {
  static let version = 1

  func print(_ result: ValidationResult, to console: Console) throws {
    let licenses = result.batch.records.map {
      $0.dataset.licenses + $0.dataset.distributions.flatMap(\.licenses)
    }
    console.write(
      try JSONLine.text(
        Report(
          version: Self.version, files: result.batch.files.count, records: result.batch.records.count,
          errors: result.count(.error), warnings: result.count(.warning), advice: result.count(.advice),
          licensesStated: licenses.count { !$0.isEmpty },
          licensesFreeText: licenses.count { $0.contains { $0.id == License.customID } },
          omitted: result.omittedErrorCount, diagnostics: result.shown.map(Entry.init))))
  }

  private struct Report: Encodable {
    let version: Int
    let files: Int
    let records: Int
    let errors: Int
    let warnings: Int
    let advice: Int
    /// Records that state a licence, and those of them whose licence no rule recognises.
    let licensesStated: Int
    let licensesFreeText: Int
    let omitted: Int
    let diagnostics: [Entry]

    enum CodingKeys: String, CodingKey {
      case version, files, records, errors, warnings, advice, omitted, diagnostics
      case licensesStated = "licenses-stated"
      case licensesFreeText = "licenses-free-text"
    }
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
      (file, id) = (diagnostic.file ?? "", diagnostic.subject)
      (line, column) = (diagnostic.place?.line, diagnostic.place?.column)
      length = diagnostic.place?.length
    }
  }
}
