import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// What the library says must be true in every front: the shell, a service, another program.
@Suite("The library knows no front")
struct LibraryKnowsNoFrontTests {
  private static let modules = ["Base", "Index", "Model", "Query", "Manifests", "Ledger", "Catalog", "Wire"]

  /// A word that may stand in a file of the library though it looks like one of a front, and why.
  private struct Allowed: Hashable {
    let file: String
    let word: String
    let reason: String
  }

  private static let allowed: Set<Allowed> = [
    Allowed(
      file: "CatalogLayout.swift", word: "README.md",
      reason: "a file that may lie in a directory that becomes a catalog")
  ]

  @Test("no text of the library names a command, a flag or a page of the documentation")
  func texts() throws {
    var unused = Self.allowed
    var faults: [String] = []
    for module in Self.modules {
      let files = try Self.swiftFiles(in: "Sources/Cartulary" + module)
      #expect(!files.isEmpty, "\(module)")
      for file in files {
        for literal in StringLiterals.all(in: try ProjectFiles.text(file)) {
          for word in Self.wordsOfFronts(in: literal.text) {
            if let allowed = Self.allowed.first(where: { file.hasSuffix("/" + $0.file) && $0.word == word }) {
              unused.remove(allowed)
            } else {
              faults.append("\(file):\(literal.line): \(word)")
            }
          }
        }
      }
    }
    #expect(faults.isEmpty, "\n\(faults.joined(separator: "\n"))")
    #expect(unused.isEmpty, "nothing needs \(unused.map(\.word))")
  }

  @Test(
    "words of a front are seen wherever in a text they stand",
    arguments: [
      (#"let a = "run: it""#, ["run: "]), (#"let a = "see cartulary backup, then""#, ["cartulary backup"]),
      (#"let a = "give --profile FILE""#, ["--profile"]), (#"let a = "as Docs/QUERY has it""#, ["Docs/"]),
      (#"let a = "read GUIDE.md""#, ["GUIDE.md"]), (#"f("\(x ?? "--limit 1")")"#, ["--limit"]),
      ("let a = \"\"\"\n  \"quoted\" --limit\n  \"\"\"", ["--limit"]), ("let a = #\"\"--a\"\"#", ["--a"]),
      (#"let a = "\"" // "--limit""#, []), (#"/* "--limit" /* */ "--limit" */ let a = "b""#, []),
      (#"let a = "the cartulary is open; a -- b, .md; a-\(b)-c""#, []),
    ])
  func seen(source: String, words: [String]) {
    #expect(StringLiterals.all(in: source).flatMap { Self.wordsOfFronts(in: $0.text) } == words)
  }

  private static func swiftFiles(in folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: ProjectFiles.path(folder))
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder + "/" + $0 }
  }

  private static func wordsOfFronts(in text: String) -> [String] {
    let commands = Set(CartularyCommand.names + ["help"])
    let called = text.matches(of: /\bcartulary ([a-z-]+)/).filter { commands.contains(String($0.output.1)) }
      .map { String($0.output.0) }
    return called
      + text.matches(of: /\brun: |\bcommand line\b|--[a-z][a-z-]*|Docs\/|\w+\.md\b/).map { String($0.output) }
  }
}
