import CartularyBase
import CartularyLedger
import CartularyModel
import CartularyQuery
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyManifests

@Suite("The query language over real records")
struct LanguageOverRecordsTests {
  static let sources = ["us-dcat/cdc.gov.data.2025-09-24.json", "hdruk/datasets.v1.json"].compactMap(
    ProjectFiles.realData)

  @Test(
    "every name of real records, pasted in any spelling, finds its own dataset first",
    .enabled(if: sources.count == 2, "the real records are not next to the project"))
  func pastedNames() async throws {
    let sourced = ManifestReader(checksPolicy: false).read(paths: Self.sources).records
    let records = sourced.map(\.dataset)
    let test = try await TestCatalog(sourced)
    // Several datasets share a name; any of them is the one that was meant.
    func key(_ name: String) -> String { FoldedText.letters(IdentifierSpelling.canonical(name)) }
    var owners: [String: Set<String>] = [:]
    var names: [String] = []
    for dataset in records {
      let own =
        [dataset.id, dataset.title] + dataset.aliases + dataset.identifiers
        + [dataset.landingPage].compactMap { $0 }
      for name in own where !key(name).isEmpty { owners[key(name), default: []].insert(dataset.id) }
      names += own.filter { !key($0).isEmpty }
    }
    var asked = 0
    for (index, name) in ProjectFiles.every(of: names, atMost: 400).enumerated() {
      // As they are, and each in one other spelling of those that it has, in turn.
      let others = Self.spellings(of: name)
      for text in [name, others[index % others.count]] {
        asked += 1
        let first = try test.catalog.search(SearchQuery(text), as: .public).hits.first?.dataset.id
        let wanted = (owners[key(name)] ?? []).union(owners[key(text)] ?? [])
        #expect(first.map(wanted.contains) == true, "\(text)")
      }
    }
    let (suggesting, searching) = try Self.medians(test.catalog)
    print("median of a suggestion list to that of a search: \(suggesting / searching)")
    print("pasted names: \(asked), all first")
  }

  /// A name as people also write it; never empty.
  private static func spellings(of name: String) -> [String] {
    if let doi = CartularyBase.DOI.bare(in: name) {
      return ["", "doi:", "DOI: ", "https://doi.org/", "http://dx.doi.org/", "doi.org/"].map { $0 + doi }
    }
    // Two addresses in one text are not an address that has spellings.
    if WebAddress.hasScheme(name), name.contains(" ") { return [name] }
    guard WebAddress.hasScheme(name) else { return [name.uppercased(), name.lowercased()] }
    let rest = String(WebAddress.withoutScheme(name))
    return [rest, "http://" + rest, "https://" + rest, name + "/", name.uppercased()]
  }

  /// The time of a suggestion list and of a search, for the same beginnings in turn; printed, not judged.
  private static func medians(_ catalog: DatasetCatalog) throws -> (suggesting: Double, searching: Double) {
    let clock = ContinuousClock()
    var (suggesting, searching): ([Duration], [Duration]) = ([], [])
    for word in ["as", "vacc", "covid", "heal", "publisher:n", "license:", "sens", "deat", "smok", "influ"] {
      for _ in 0..<5 {
        suggesting.append(
          try clock.measure { _ = try catalog.suggest(word, at: word.utf8.count, as: .public) })
        searching.append(try clock.measure { _ = try catalog.search("health survey", as: .public) })
      }
    }
    return (suggesting.sorted()[25] / .seconds(1), searching.sorted()[25] / .seconds(1))
  }

  @Test("at least 98 % of the one-letter typos of fields and closed values get the right suggestion first")
  func typos() throws {
    let parser = QueryParser(schema: FieldTable.schema)
    let names = Set(
      FieldTable.schema.fields.flatMap { [$0.name] + $0.aliases } + [
        "after", "before", "has", "no", "is", "in", "sort", "match",
      ])
    var (asked, right) = (0, 0)
    func check(_ text: String, _ expected: [String]) {
      do { _ = try parser.parse(text) } catch {
        asked += 1
        if let suggestion = error.diagnostic.suggestions.first, expected.contains(suggestion) { right += 1 }
      }
    }
    for field in FieldTable.schema.fields {
      for typo in Self.typos(of: field.name) where !names.contains(typo) {
        check("\(typo):x", [field.name] + field.aliases)
      }
      for value in field.values where value.count > 3 {
        for typo in Self.typos(of: value) where field.canonicalValue(for: typo) == nil {
          check("\(field.name):\(typo)", [value])
        }
      }
    }
    print("typos: \(asked), right first \(right), \(Double(right) / Double(asked) * 100) %")
    #expect(Double(right) / Double(asked) >= 0.98)
  }

  /// A letter left out, two swapped, one doubled, one replaced: what fingers do.
  private static func typos(of word: String) -> Set<String> {
    let letters = Array(word)
    var typos: Set<String> = []
    for index in letters.indices {
      var shorter = letters
      shorter.remove(at: index)
      typos.insert(String(shorter))
      var doubled = letters
      doubled.insert(letters[index], at: index)
      typos.insert(String(doubled))
      var replaced = letters
      replaced[index] = letters[index] == "x" ? "q" : "x"
      typos.insert(String(replaced))
      if index > 0 {
        var swapped = letters
        swapped.swapAt(index, index - 1)
        typos.insert(String(swapped))
      }
    }
    typos.remove(word)
    return typos.filter { $0.first?.isLetter == true && $0.count > 2 && !$0.hasSuffix("-") }
  }

  @Test("every example of Docs/QUERY.md is read without complaint, and runs")
  func examples() async throws {
    let test = try await CatalogSearchTests.shared.value
    let text = try ProjectFiles.text("Docs/QUERY.md")
    let table = try #require(text.components(separatedBy: "| --- | --- |").dropFirst().first)
    var checked = 0
    for row in table.components(separatedBy: "\n").prefix(while: { $0.isEmpty || $0.hasPrefix("|") }) {
      let cell = row.components(separatedBy: " | ")[0]
      for (index, part) in cell.components(separatedBy: "`").enumerated() where index % 2 == 1 {
        // Some examples ask what a profile may use.
        _ = try test.catalog.search(
          SearchQuery(part, mode: .strict), as: .public, use: IntendedUse(UseProfile()))
        checked += 1
      }
    }
    #expect(checked >= 30)
  }

  @Test("mutated queries are answered or refused with a place, and never trap")
  func fuzz() async throws {
    let test = try await CatalogSearchTests.shared.value
    let count = ProcessInfo.processInfo.environment["CARTULARY_FUZZ"].flatMap(Int.init) ?? 2_000
    let seeds = [
      "asthma children", "license:CC-BY-4.0,CC0-1.0", "\"air quality\" OR trial",
      "modified:2020..2024 -sharing:open-data",
      "(a OR b) c", "asth*", "has:format no:license is:open", "in:title asthma sort:-modified",
      "bbox:0,0,10,10", "10.5072/asthma.1",
      "sensitivity:>=controlled", "covers:-30d", "publisher:\"Health Office\"", "caf\u{E9} 海洋 \u{1F600}",
    ]
    let pieces =
      "\"()[]{}:*-+,<>=. \u{0}\u{202E}aé海\u{301}".map(String.init) + [" AND ", " OR ", " NOT ", " TO ", ".."]
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var (answered, refused) = (0, 0)
    for _ in 0..<count {
      var query = Array(seeds.randomElement(using: &generator) ?? "")
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: 0...query.count, using: &generator)
        if Bool.random(using: &generator), index < query.count {
          query.remove(at: index)
        } else if let piece = pieces.randomElement(using: &generator) {
          query.insert(contentsOf: piece, at: index)
        }
      }
      do {
        _ = try test.catalog.search(SearchQuery(String(query)), as: .public)
        answered += 1
      } catch is QueryError {
        refused += 1
      } catch let error as CatalogError {
        #expect(error.code == .queryTooBroad, "seed \(seed): \(String(query))")
        refused += 1
      }
    }
    print("fuzz, seed \(seed): \(answered) answered, \(refused) refused")
  }
}
