internal import CartularyBase
internal import CartularyManifests

/// Prints the diagnostics of manifests, through the one renderer of diagnostics.
struct ManifestDiagnosticPrinter {
  let console: Console

  func print(_ diagnostic: ManifestDiagnostic, asResult: Bool = false) {
    let text = DiagnosticRenderer.render(diagnostic)
    if asResult { console.write(text) } else { console.complain(text) }
  }

  /// One line per code that occurs often, instead of a thousand lines.
  func print(_ summary: DiagnosticSummary) {
    for (code, found) in summary.byCode.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if found.count <= DiagnosticSummary.shownCount {
        for diagnostic in found.first { print(diagnostic) }
      } else {
        console.complain(
          "\(found.first[0].severity.rawValue)[\(code.rawValue)]: \(found.count) times: \(code.explanation) --verbose shows each."
        )
      }
    }
  }
}

/// How often each code occurs, with as many diagnostics of it as are shown.
struct DiagnosticSummary {
  static let shownCount = 3

  private(set) var byCode: [ManifestDiagnostic.Code: (count: Int, first: [ManifestDiagnostic])] = [:]

  mutating func add(_ diagnostic: ManifestDiagnostic) {
    var found = byCode[diagnostic.code] ?? (0, [])
    found.count += 1
    if found.count <= Self.shownCount { found.first.append(diagnostic) }
    byCode[diagnostic.code] = found
  }
}
