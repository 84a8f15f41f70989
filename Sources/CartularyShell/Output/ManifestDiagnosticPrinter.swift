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
  func printSummary(_ diagnostics: [ManifestDiagnostic]) {
    let byCode = Dictionary(grouping: diagnostics, by: \.code)
    for (code, found) in byCode.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if found.count <= 3 {
        for diagnostic in found { print(diagnostic) }
      } else {
        console.complain(
          "\(found[0].severity.rawValue)[\(code.rawValue)]: \(found.count) times: \(code.explanation) --verbose shows each."
        )
      }
    }
  }
}
