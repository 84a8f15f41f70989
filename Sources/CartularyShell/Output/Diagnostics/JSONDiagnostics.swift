internal import CartularyBase
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

/// One JSON object, described in Docs/JSON.md.
struct JSONDiagnostics: DiagnosticFormat {
  func print(_ result: ValidationResult, to console: Console) throws {
    let batch = result.batch
    console.write(
      try JSONLine.document(
        WireValidation(
          fileCount: batch.files.count, records: batch.records.map(\.dataset), all: batch.diagnostics,
          shown: result.shown, omitted: result.omittedErrorCount)))
  }
}
