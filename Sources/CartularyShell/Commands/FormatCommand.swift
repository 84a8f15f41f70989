internal import ArgumentParser
internal import CartularyBase
internal import CartularyManifests

struct FormatCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Lay native manifests out in canonical form; comments stay.",
    discussion: """
      Keys come in the order of Docs/MANIFEST.md, with one indentation and one way of quoting. Before a file is \
      replaced, the new text is read again: it has to be the same record with the same comments. Manifests of other \
      formats are left as they are.
      """)

  @Flag(
    name: .long, help: "Change nothing; name the files that would change, and end with 1 if there are any.")
  var check = false

  @Argument(help: "Files, directories, or - to read standard input and write standard output.")
  var paths: [String]

  func run(_ console: Console) throws -> ShellExit {
    if paths == ["-"] { return formatInput(console) }
    let (files, diagnostics) = ManifestFormatter.files(at: paths)
    let printer = ManifestDiagnosticPrinter(console: console)
    for diagnostic in diagnostics { printer.print(diagnostic) }
    var exit = diagnostics.contains { $0.severity == .error } ? ShellExit.badInput : .done
    var changed = 0
    for file in files {
      let (bytes, outcome) = ManifestFormatter().format(file: file)
      switch outcome {
      case .otherFormat(let format):
        if paths.contains(file) {
          console.complain("\(TerminalText.harmless(file)): left as it is, as its format is \(format)")
        }
      case .refused(let diagnostics):
        for diagnostic in diagnostics { printer.print(diagnostic) }
        exit = diagnostics.contains { $0.code == .unreadable } ? .noSuchFile : .badInput
      case .formatted(let text) where text != bytes:
        changed += 1
        if check {
          console.write(TerminalText.harmless(file))
        } else if let problem = ManifestFormatter.replace(file, with: text) {
          console.complain(
            "error: \(TerminalText.harmless(file)): \(problem)\n help: check its permissions and the room on the disk"
          )
          exit = .inputOutput
        } else {
          console.write(TerminalText.harmless(file))
        }
      case .formatted: break
      }
    }
    if check, changed > 0, exit == .done { exit = .negativeAnswer }
    console.complain(
      "\(counted(files.count, "file")), \(changed) \(check ? "would change" : "changed")")
    return exit
  }

  private func formatInput(_ console: Console) -> ShellExit {
    let bytes = StandardInput.bytes()
    switch ManifestFormatter().format(bytes, named: ManifestReader.standardInputName) {
    case .otherFormat(let format):
      console.complain("error: standard input is of the format \(format)\n help: fmt is for native manifests")
      return .badInput
    case .refused(let diagnostics):
      for diagnostic in diagnostics { ManifestDiagnosticPrinter(console: console).print(diagnostic) }
      return .badInput
    case .formatted(let text):
      if check { return text == bytes ? .done : .negativeAnswer }
      // The console adds the line feed that the text ends in.
      console.write(String(decoding: text.dropLast(), as: UTF8.self))
      return .done
    }
  }
}
