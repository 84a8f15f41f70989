internal import CartularyManifests

/// Commands of GitHub's workflows, which show each diagnostic beside its line in a change.
struct GitHubDiagnostics: DiagnosticFormat {
  func print(_ result: ValidationResult, to console: Console) {
    for diagnostic in result.shown {
      var properties = ["file=" + Self.property(diagnostic.file)]
      if let place = diagnostic.place {
        properties += [
          "line=\(place.line)", "col=\(place.column)", "endColumn=\(place.column + place.length)",
        ]
      }
      properties.append("title=" + diagnostic.code.rawValue)
      let help = diagnostic.help.map { "\nhelp: " + $0 } ?? ""
      console.write(
        "::\(Self.command(diagnostic.severity)) \(properties.joined(separator: ","))::"
          + Self.data(diagnostic.message + help))
    }
  }

  private static func command(_ severity: ManifestDiagnostic.Severity) -> String {
    switch severity {
    case .advice: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// What follows the second `::`. Source: actions/toolkit, `command.ts`.
  static func data(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }

  static func property(_ text: String) -> String {
    data(text).reduce(into: "") { escaped, character in
      switch character {
      case ":": escaped += "%3A"
      case ",": escaped += "%2C"
      default: escaped.append(character)
      }
    }
  }
}
