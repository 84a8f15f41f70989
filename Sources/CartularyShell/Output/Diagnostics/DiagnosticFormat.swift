internal import ArgumentParser
internal import CartularyBase
internal import CartularyManifests

/// A format for the result of checking manifests.
protocol DiagnosticFormat {
  func print(_ result: ValidationResult, to console: Console) throws
}

/// The content to print: a batch, and which of its diagnostics are shown.
struct ValidationResult {
  let batch: ManifestBatch
  let shown: [ManifestDiagnostic]
  /// The number of errors not shown because of the requested maximum.
  let omittedErrorCount: Int

  /// - Parameters:
  ///   - lowest: The lowest severity that is shown.
  ///   - maximum: The number of errors after which nothing more is shown; `nil` for no limit.
  init(_ batch: ManifestBatch, from lowest: ManifestDiagnostic.Severity, maximumErrorCount maximum: Int?) {
    self.batch = batch
    var shown: [ManifestDiagnostic] = []
    var errorCount = 0
    for diagnostic in batch.diagnostics where diagnostic.severity >= lowest {
      if let maximum, errorCount >= maximum { break }
      if diagnostic.severity == .error { errorCount += 1 }
      shown.append(diagnostic)
    }
    self.shown = shown
    omittedErrorCount = batch.diagnostics.count { $0.severity == .error } - errorCount
  }

  func count(_ severity: ManifestDiagnostic.Severity) -> Int {
    batch.diagnostics.count { $0.severity == severity }
  }

  /// The codes that are shown, each once, in order.
  var codes: [ManifestDiagnostic.Code] {
    Set(shown.map(\.code)).sorted { $0.rawValue < $1.rawValue }
  }

  /// "3 files, 2 sound records, 1 error, 0 warnings, 4 pieces of advice".
  var summary: String {
    let advice = count(.advice)
    return "\(counted(batch.files.count, "file")), \(counted(batch.records.count, "sound record")), "
      + "\(counted(count(.error), "error")), \(counted(count(.warning), "warning"))"
      + (advice > 0 ? ", \(advice) \(advice == 1 ? "piece" : "pieces") of advice" : "")
  }
}

/// The formats of `validate`; `list` and `jsonl`, which other commands take, are accepted for the nearest of them.
enum DiagnosticFormatName: String, CaseIterable, ExpressibleByArgument {
  case human, parsable, github, json, sarif

  init?(argument: String) {
    switch argument {
    case "list": self = .human
    case "jsonl": self = .json
    default: self.init(rawValue: argument)
    }
  }

  var format: any DiagnosticFormat {
    switch self {
    case .human: HumanDiagnostics()
    case .parsable: ParsableDiagnostics()
    case .github: GitHubDiagnostics()
    case .json: JSONDiagnostics()
    case .sarif: SARIFDiagnostics()
    }
  }
}
