import CartularyBase
import Foundation
import TestSupport
import Testing

/// Random texts go through each escaper and are read back by parsers that others made: `read-back.py` tells, from
/// the text and the documentation alone, what has to come out.
@Suite("Fuzz of escaping")
struct EscapeFuzzTests {
  /// 2,000 texts, or as many as the environment asks for.
  private static let count =
    ProcessInfo.processInfo.environment["CARTULARY_FUZZ_ESCAPE"].flatMap(Int.init) ?? 2_000
  private static let countOfBatch = 50_000

  @Test(
    "Python's csv, html.parser, xml, json, shlex and urllib, and sh, read back what was written",
    .enabled(if: ReadBack.hasPython))
  func standardReaders() throws {
    try run([
      "csv", "tsv", "html", "markup", "xml", "json", "page", "data", "property", "percent", "shell", "roff",
    ])
  }

  @Test(
    "html5lib, PyYAML, rdflib and markdown-it read back what was written",
    .enabled(if: ReadBack.hasPackages, "make interop installs them"))
  func packagedReaders() throws {
    try run(["html5", "markup5", "yaml", "yaml-single", "turtle", "markdown", "paragraph"])
  }

  private func run(_ formats: [String]) throws {
    var generator = SeededGenerator.announced("escaping")
    var rest = Self.count
    while rest > 0 {
      var frames: [UInt8] = []
      for _ in 0..<min(rest, Self.countOfBatch) {
        let text = AwkwardText.random(using: &generator)
        for format in formats {
          guard let written = Self.written(text, as: format) else { continue }
          for part in [format, text, written] {
            withUnsafeBytes(of: UInt32(part.utf8.count).littleEndian) { frames += $0 }
            frames += part.utf8
          }
        }
      }
      let outcome = try ReadBack.run(frames)
      print(outcome.report)
      #expect(outcome.status == 0, "\(outcome.report)")
      rest -= Self.countOfBatch
    }
  }

  /// - Returns: `nil` for text that the escaper does not take.
  private static func written(_ text: String, as format: String) -> String? {
    switch format {
    case "csv": Escape.csvCell(text)
    case "tsv": Escape.tsvCell(text)
    case "html", "html5": Escape.html(text)
    // As the pages write it: made harmless before.
    case "markup", "markup5": Escape.markup(TerminalText.harmless(text, keepingLineBreaks: true))
    case "xml": Escape.xml(text)
    case "json": Escape.json(text)
    case "page": Escape.jsonForPage(Escape.json(text))
    case "data": Escape.workflowData(text)
    case "property": Escape.workflowProperty(text)
    case "percent": Escape.addressPath(text)
    case "shell": Escape.shellWord(text)
    case "roff": Escape.roffLine(text)
    case "yaml": Escape.yamlDoubleQuoted(text)
    case "yaml-single":
      text.unicodeScalars.allSatisfy(Escape.isPrintableInYAML) ? Escape.yamlSingleQuoted(text) : nil
    case "turtle": Escape.turtle(text)
    case "markdown": Escape.markdownCell(text)
    case "paragraph": Escape.markdownText(text)
    default: preconditionFailure("no format \(format)")
    }
  }
}

/// The program that reads back.
private enum ReadBack {
  /// `CARTULARY_PYTHON`, what `make interop` has installed, or the system's.
  private static let python: String? = {
    let asked = ProcessInfo.processInfo.environment["CARTULARY_PYTHON"]
    let places = [
      asked, ProjectFiles.path(".build/interop/bin/python"), "/usr/bin/python3", "/usr/local/bin/python3",
    ]
    return places.compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  static let hasPython = python != nil
  static let hasPackages = (try? call(["-c", "import html5lib, markdown_it, rdflib, yaml"]).status) == 0

  static func run(_ frames: [UInt8]) throws -> (status: Int32, report: String) {
    let directory = TemporaryDirectory()
    let file = directory.path + "/frames"
    try Data(frames).write(to: URL(fileURLWithPath: file))
    return try call([ProjectFiles.path("Tests/CartularyBaseTests/read-back.py"), file])
  }

  private static func call(_ arguments: [String]) throws -> (status: Int32, report: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python ?? "/usr/bin/python3")
    process.arguments = arguments
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let report = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, report)
  }
}
