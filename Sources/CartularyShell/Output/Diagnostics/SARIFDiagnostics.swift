internal import CartularyBase
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire
internal import Foundation

/// SARIF 2.1.0 (OASIS), which code hosts and editors import.
struct SARIFDiagnostics: DiagnosticFormat {
  func print(_ result: ValidationResult, to console: Console) throws {
    let rules = result.codes
    var occurrences: [String: Int] = [:]
    let results = result.shown.map { diagnostic in
      Result(diagnostic, ruleIndex: rules.firstIndex(of: diagnostic.code) ?? -1, &occurrences)
    }
    let driver = Driver(
      name: "cartulary", version: CartularyCommand.version, semanticVersion: CartularyCommand.version,
      rules: rules.map(Rule.init))
    console.write(
      try JSONLine.text(
        Log(
          schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0",
          runs: [
            Run(tool: Tool(driver: driver), columnKind: "unicodeCodePoints", results: results)
          ])))
  }

  // MARK: - The parts of the format that are used

  private struct Log: Encodable {
    let schema: String
    let version: String
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }
  }

  private struct Run: Encodable {
    let tool: Tool
    let columnKind: String
    let results: [Result]
  }

  private struct Tool: Encodable {
    let driver: Driver
  }

  private struct Driver: Encodable {
    let name: String
    let version: String
    let semanticVersion: String
    let rules: [Rule]
  }

  private struct Text: Encodable {
    let text: String
  }

  private struct Rule: Encodable {
    struct Configuration: Encodable {
      let level: String
    }

    let id: String
    let name: String
    let shortDescription: Text
    let help: Text
    let defaultConfiguration: Configuration

    init(_ code: ManifestDiagnostic.Code) {
      id = code.rawValue
      name = "\(code)"
      shortDescription = Text(text: code.explanation)
      help = Text(text: code.explanation + " Docs/MANIFEST.md lists every code.")
      defaultConfiguration = Configuration(level: SARIFDiagnostics.level(code.severity))
    }
  }

  private struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Text
    let locations: [Location]
    let partialFingerprints: [String: String]

    init(_ diagnostic: ManifestDiagnostic, ruleIndex: Int, _ occurrences: inout [String: Int]) {
      ruleId = diagnostic.code.rawValue
      self.ruleIndex = ruleIndex
      level = SARIFDiagnostics.level(diagnostic.severity)
      message = Text(text: diagnostic.message + (diagnostic.help.map { "; " + $0 } ?? ""))
      let uri = SARIFDiagnostics.uri(of: diagnostic.file ?? "")
      locations = [Location(uri: uri, place: diagnostic.place)]
      // Stable when lines above are added or removed: identified by the line's text, and its number among identical
      // lines.
      let line = diagnostic.place.map {
        $0.excerpt.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      let identity = [ruleId, uri, diagnostic.subject ?? "", line ?? ""].joined(separator: "\u{0}")
      let hash = ContentHash(of: identity.utf8).description.prefix(32)
      let number = occurrences[String(hash), default: 0] + 1
      occurrences[String(hash)] = number
      partialFingerprints = ["lineHash/v1": "\(hash):\(number)"]
    }
  }

  private struct Location: Encodable {
    struct Physical: Encodable {
      let artifactLocation: Artifact
      let region: Region?
    }

    struct Artifact: Encodable {
      let uri: String
    }

    struct Region: Encodable {
      let startLine: Int
      let startColumn: Int
      let endColumn: Int
    }

    let physicalLocation: Physical

    init(uri: String, place: ManifestDiagnostic.Place?) {
      physicalLocation = Physical(
        artifactLocation: Artifact(uri: uri),
        region: place.map {
          Region(startLine: $0.line, startColumn: $0.column, endColumn: $0.column + $0.length)
        })
    }
  }

  private static func level(_ severity: ManifestDiagnostic.Severity) -> String {
    switch severity {
    case .note, .advice: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// Relative to the working directory if the file is below it, so that hosts find it.
  static func uri(of file: String) -> String {
    var path = file
    let here = FileManager.default.currentDirectoryPath + "/"
    if path.hasPrefix(here) { path = String(path.dropFirst(here.count)) }
    while path.hasPrefix("./") { path = String(path.dropFirst(2)) }
    let escaped = Escape.addressPath(path)
    return escaped.hasPrefix("/") ? "file://" + escaped : escaped
  }
}
