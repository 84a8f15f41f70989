internal import CartularyBase
internal import CartularyManifests

/// One line per diagnostic, as in yamllint and compilers: `file:line:col: [level] message (CODE)`. A diagnostic about a
/// whole file has line and column 1, as editors expect.
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
