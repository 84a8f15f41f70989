internal import ArgumentParser
internal import CartularyBase
internal import CartularyManifests
internal import CartularyModel
internal import Foundation

struct InitCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Start a manifest: commented YAML to fill in.",
    discussion: """
      With --from, it starts from what a file already contains: the columns of a CSV or TSV file with types guessed \
      from the first rows, or the records of a catalog file in any supported format, as native manifests.
      """)

  @Option(name: .long, help: ArgumentHelp("A table, or a manifest in another format.", valueName: "file"))
  var from: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to write, instead of standard output.", valueName: "file"))
  var output: String?

  @Flag(name: .long, help: "Replace the --output file if it exists.")
  var force = false

  func run(_ console: Console) throws -> ShellExit {
    if let output, !force, FileManager.default.fileExists(atPath: output) {
      console.complain(
        "error: \(TerminalText.harmless(output)) already exists\n help: --force replaces it")
      return .usage
    }
    let text: String
    switch scaffold(console) {
    case .made(let made): text = made
    case .failed(let exit): return exit
    }
    guard let output else {
      console.write(String(text.dropLast()))
      return .done
    }
    do {
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: output), options: force ? [.atomic] : [.withoutOverwriting])
    } catch {
      console.complain(
        "error: \(TerminalText.harmless(output)) could not be written\n help: does the directory exist?")
      return .inputOutput
    }
    let beside = writeSchema(beside: output).map { " and \(TerminalText.harmless($0))" } ?? ""
    console.complain(
      "wrote \(TerminalText.harmless(output))\(beside); check it with: "
        + "cartulary validate \(Escape.shellWord(output))")
    return .done
  }

  /// Writes the schema that the manifest names for editors, unless a file of that name is there.
  ///
  /// - Returns: The file, if it was written.
  private func writeSchema(beside manifest: String) -> String? {
    let path =
      manifest.split(separator: "/", omittingEmptySubsequences: false).dropLast() + [
        ManifestSchema.fileName[...]
      ]
    let name = path.joined(separator: "/")
    let data = Data(ManifestSchema.json().utf8)
    return (try? data.write(to: URL(fileURLWithPath: name), options: .withoutOverwriting)).map { name }
  }

  private static func yaml(_ dataset: Dataset? = nil) -> String {
    ManifestScaffold.yaml(
      dataset,
      instructions: """
        Fill in what is marked, and check with: cartulary validate FILE
        Editors help with the schema beside it: cartulary schema manifest > \(ManifestSchema.fileName)
        """)
  }

  private func scaffold(_ console: Console) -> Scaffold {
    guard let from else { return .made(Self.yaml()) }
    let url = URL(fileURLWithPath: from)
    if ["csv", "tsv", "txt", "tab"].contains(url.pathExtension.lowercased()) {
      return table(from, url, console)
    }
    let batch = ManifestReader(checksPolicy: false).read(paths: [from])
    guard !batch.hasErrors, !batch.records.isEmpty else {
      let printer = ManifestDiagnosticPrinter(console: console)
      for diagnostic in batch.diagnostics where diagnostic.severity == .error { printer.print(diagnostic) }
      return .failed(batch.isUnreadable ? .noSuchFile : .badInput)
    }
    return .made(batch.records.map { Self.yaml($0.dataset) }.joined(separator: "---\n"))
  }

  private func table(_ path: String, _ url: URL, _ console: Console) -> Scaffold {
    guard let handle = try? FileHandle(forReadingFrom: url),
      let data = try? handle.read(upToCount: TableHeader.byteCount)
    else {
      console.complain(
        "error: \(TerminalText.harmless(path)): no such file, or it cannot be read\n"
          + " help: check the path and its permissions")
      return .failed(.noSuchFile)
    }
    defer { try? handle.close() }
    let isWhole = ((try? handle.read(upToCount: 1))?.isEmpty ?? true)
    do throws(TableHeader.Refusal) {
      let header = try TableHeader([UInt8](data), isWhole: isWhole)
      let name = url.deletingPathExtension().lastPathComponent
      return .made(Self.yaml(Dataset(columnsOf: header, named: name)))
    } catch {
      console.complain(
        "error: \(TerminalText.harmless(path)): \(error.message)\n"
          + " help: --from takes a CSV table with a header, or a manifest in a supported format")
      return .failed(.badInput)
    }
  }
}

/// The text of a manifest, or the exit code if there is none.
private enum Scaffold {
  case made(String)
  case failed(ShellExit)
}
