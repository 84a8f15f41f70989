internal import CartularyBase
internal import CartularyManifests

/// GitHub workflow commands, which show each diagnostic next to its line in a change.
struct GitHubDiagnostics: DiagnosticFormat {
  func print(_ result: ValidationResult, to console: Console) {
    for diagnostic in result.shown {
      var properties = ["file=" + Escape.workflowProperty(diagnostic.file ?? "")]
      if let place = diagnostic.place {
        properties += [
          "line=\(place.line)", "col=\(place.column)", "endColumn=\(place.column + place.length)",
        ]
      }
      properties.append("title=" + diagnostic.code.rawValue)
      let help = diagnostic.help.map { "\nhelp: " + $0 } ?? ""
      console.write(
        "::\(Self.command(diagnostic.severity)) \(properties.joined(separator: ","))::"
          + Escape.workflowData(diagnostic.message + help))
    }
  }

  private static func command(_ severity: ManifestDiagnostic.Severity) -> String {
    switch severity {
    case .note, .advice: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
