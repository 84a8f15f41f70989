internal import CartularyBase
internal import CartularyManifests

/// For people: each diagnostic with its line and a caret, then the reason for each code once, then the totals.
struct HumanDiagnostics: DiagnosticFormat {
  func print(_ result: ValidationResult, to console: Console) {
    let printer = ManifestDiagnosticPrinter(console: console)
    for diagnostic in result.shown { printer.print(diagnostic, asResult: true) }
    if !result.codes.isEmpty {
      console.write("")
      for code in result.codes { console.write("\(code.rawValue)  \(code.explanation)") }
      console.write("")
    }
    if result.omittedErrorCount > 0 {
      console.write("\(counted(result.omittedErrorCount, "more error")) not shown")
    }
    console.write(result.summary)
  }
}
