internal import CartularyBase
internal import CartularyManifests

/// A line each, as yamllint and compilers have it: `file:line:col: [level] message (CODE)`. What is with a file
/// as a whole has line and column 1, as editors want them.
struct ParsableDiagnostics: DiagnosticFormat {
  func print(_ result: ValidationResult, to console: Console) {
    for diagnostic in result.shown {
      let place = "\(diagnostic.place?.line ?? 1):\(diagnostic.place?.column ?? 1)"
      let help = diagnostic.help.map { "; " + $0 } ?? ""
      console.write(
        TerminalText.harmless(
          "\(diagnostic.file ?? ""):\(place): [\(diagnostic.severity.rawValue)] \(diagnostic.message)\(help)"
            + " (\(diagnostic.code.rawValue))"))
    }
  }
}
