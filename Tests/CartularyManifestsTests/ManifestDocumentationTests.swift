import CartularyBase
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Docs/MANIFEST.md")
struct ManifestDocumentationTests {
  @Test("every key has its section with an example, and every example is valid")
  func examples() throws {
    let text = try ProjectFiles.text("Docs/MANIFEST.md")
    let sections = text.components(separatedBy: "\n### `").dropFirst()
    var documented: Set<String> = []
    for section in sections {
      let name = String(section.prefix { $0 != "`" })
      documented.insert(name)
      let examples = section.components(separatedBy: "```yaml\n").dropFirst().map {
        $0.components(separatedBy: "\n```")[0] + "\n"
      }
      #expect(!examples.isEmpty, "no example of \(name)")
      for example in examples {
        #expect(example.hasPrefix(name + ":"), "the example of \(name) begins with it")
        let required = ["id", "title", "description"].filter { $0 != name }.map { "\($0): x\n" }.joined()
        let batch = try read(example + required)
        #expect(batch.records.count == 1, "\(example)\n\(batch.diagnostics)")
        #expect(batch.diagnostics.filter { $0.code != .raisedSensitivity }.isEmpty, "\(batch.diagnostics)")
      }
    }
    #expect(documented == Set(NativeKeys.dataset.map(\.name)))
  }

  @Test("every key of a map and every code of a vocabulary is named")
  func keysAndCodes() throws {
    let text = try ProjectFiles.text("Docs/MANIFEST.md")
    func check(_ outlines: [KeyOutline], within path: String) {
      for outline in outlines {
        let isNamed = text.contains("`\(outline.name)`") || text.contains("\(outline.name):")
        #expect(isNamed, "\(path)\(outline.name) is not documented")
        switch outline.shape {
        case .map(let keys, _), .maps(let keys, _): check(keys, within: outline.name + ".")
        case .code(_, let codes), .codes(_, let codes):
          for code in codes.map(\.code) {
            #expect(text.contains("`\(code)`"), "code \(code) of \(outline.name) is not documented")
          }
        default: break
        }
      }
    }
    check(NativeKeys.dataset.outlines(), within: "")
  }

  @Test("every foreign format is in the table of formats")
  func formats() throws {
    let codes = Set(ManifestDiagnostic.Code.allCases.map(\.rawValue))
    let rows = try ProjectFiles.text("Docs/MANIFEST.md").split(separator: "\n").filter { row in
      row.hasPrefix("| `") && row.split(separator: "|").count == 3
        && !codes.contains { row.hasPrefix("| `\($0)`") }
    }
    let names = rows.flatMap { row in
      row.split(separator: "|")[0].split(separator: "`").map(String.init).filter { !$0.contains(" ") }
    }
    #expect(Set(names) == Set(ManifestFormats.others.map(\.name)))
  }

  @Test("what readers leave out is listed")
  func leftOut() throws {
    let text = try ProjectFiles.text("Docs/MANIFEST.md")
    for format in ManifestFormats.all where !format.leftOut.isEmpty {
      let row =
        "| `\(format.name)` | " + format.leftOut.sorted().map { "`\($0)`" }.joined(separator: " ") + " |"
      #expect(text.contains(row), "\(row)")
    }
  }

  @Test("every diagnostic code has its own explanation")
  func explanations() {
    let explanations = ManifestDiagnostic.Code.allCases.map(\.explanation)
    #expect(Set(explanations).count == explanations.count)
    #expect(explanations.allSatisfy { $0.hasSuffix(".") })
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}
