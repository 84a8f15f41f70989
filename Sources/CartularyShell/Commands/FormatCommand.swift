internal import ArgumentParser
internal import CartularyBase
internal import CartularyManifests

struct FormatCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Format native manifests canonically, keeping comments.",
    discussion: """
      Keys are written in the order of Docs/MANIFEST.md, with uniform indentation and quoting. Before a file is \
      replaced, the new text is read back: it must give the same records with the same comments. Manifests in other \
      formats are left unchanged.
      """)

  @Flag(
    name: .long,
    help: "Change nothing; name the files that would change, and exit with code 1 if there are any.")
  var check = false

  @Argument(help: "Files, directories, or - to read from standard input and write to standard output.")
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
          console.complain("\(TerminalText.harmless(file)): left unchanged because its format is \(format)")
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
            "error: \(TerminalText.harmless(file)): \(problem)\n help: check its permissions and the free space on the disk"
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
      console.complain("error: standard input is in the format \(format)\n help: fmt is for native manifests")
      return .badInput
    case .refused(let diagnostics):
      for diagnostic in diagnostics { ManifestDiagnosticPrinter(console: console).print(diagnostic) }
      return .badInput
    case .formatted(let text):
      if check { return text == bytes ? .done : .negativeAnswer }
      // The console adds the text's final line feed.
      console.write(String(decoding: text.dropLast(), as: UTF8.self))
      return .done
    }
  }
}
