internal import CartularyBase
internal import CartularyManifests
internal import CartularyQuery

/// Prints what there is to say about manifests, through the one renderer of diagnostics.
struct ManifestDiagnosticPrinter {
  let console: Console

  func print(_ diagnostic: ManifestDiagnostic, asResult: Bool = false) {
    let text = DiagnosticRenderer.render(
      label: "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]",
      location: Self.location(diagnostic),
      message: diagnostic.message, excerpt: diagnostic.place.flatMap(Self.excerpt), advice: diagnostic.help)
    if asResult { console.write(text) } else { console.complain(text) }
  }

  /// One line for each code that occurs often, instead of a thousand lines.
  func printSummary(_ diagnostics: [ManifestDiagnostic]) {
    let byCode = Dictionary(grouping: diagnostics, by: \.code)
    for (code, found) in byCode.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if found.count <= 3 {
        for diagnostic in found { print(diagnostic) }
      } else {
        console.complain(
          "\(code.severity.rawValue)[\(code.rawValue)]: \(found.count) times: \(code.explanation) --verbose shows each."
        )
      }
    }
  }

  private static func location(_ diagnostic: ManifestDiagnostic) -> String {
    guard let place = diagnostic.place else { return diagnostic.file }
    return "\(diagnostic.file):\(place.line):\(place.column)"
  }

  private static func excerpt(_ place: ManifestDiagnostic.Place) -> SourceExcerpt? {
    guard !place.excerpt.isEmpty else { return nil }
    let scalars = place.excerpt.unicodeScalars
    let start = scalars.prefix(place.excerptColumn - 1).reduce(0) { $0 + UTF8.width($1) }
    let length = scalars.dropFirst(place.excerptColumn - 1).prefix(place.length).reduce(0) {
      $0 + UTF8.width($1)
    }
    return SourceExcerpt(place.excerpt, marking: start..<(start + length))
  }
}
