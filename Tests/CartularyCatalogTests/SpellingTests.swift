import CartularyLedger
import CartularyModel
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Spelling")
struct SpellingTests {
  static let records: [SourcedDataset] = [
    .sample("mod09gq", title: "Surface reflectance", description: "From the MODIS sensor, daily.") {
      $0.aliases = ["MOD09GQ"]
    },
    .sample("mod15", title: "Leaf area", description: "Leaves by week.") { $0.aliases = ["MOD15A2H"] },
    .sample("landsat", title: "Landsat 8 scenes", description: "Scenes of the land."),
    .sample("rain", title: "Rain gauges", description: "Rain by hour. The LST is not in it."),
    .sample("grain", title: "Grain prices", description: "Prices by market, of grain and grains."),
    .sample("hidden", title: "Quillemont", description: "The reflectanze of quillemont.") {
      $0.audience = Audience(labels: ["staff"]) ?? .public
    },
  ]
  static let shared = Task { try await TestCatalog(records) }

  private func corrections(_ query: String, as viewer: Viewer = .public) async throws -> [String] {
    let answer = try await Self.shared.value.catalog.search(SearchQuery(query), as: viewer)
    return answer.matched.corrections.map { "\($0.word) \($0.replacement)" }
  }

  @Test(
    "a word that no record has brings those most like it, the likeliest first",
    arguments: [
      ("MO09GQ bands", ["mo09gq mod09gq"]), ("surface refletance", ["refletance reflectance"]),
      // A wrong first letter, and words from three letters on.
      ("durface bands", ["durface surface"]), ("rainx hours", ["rainx rain"]), ("rin hours", ["rin rain"]),
      ("landsat8 bands", ["landsat8 landsat 8"]),
      // Half typed: the beginning of a name.
      ("bands MO15", ["mo15 mod15*"]), ("bands MOD15", []),
      // More than one, in the order of their letters where nothing else tells.
      ("prain hours", ["prain grain", "prain rain"]),
      // Short capitals, numbers, and what is known in any form.
      ("LTS bands", []), ("2019 bands", []), ("gauge bands", []), ("LST bands", []), ("zzzzz bands", []),
    ] as [(String, [String])])
  func corrected(query: String, expected: [String]) async throws {
    #expect(
      try await corrections(query).filter { !$0.hasPrefix("bands") && !$0.hasPrefix("hours") } == expected)
  }

  @Test("what is found is what was meant, side by side where its words were")
  func found() async throws {
    let test = try await Self.shared.value
    #expect(try test.ids("MO09GQ").first == "mod09gq")
    #expect(try test.ids("rain gages").first == "rain")
    #expect(try test.ids("MO15").first == "mod15")
    #expect(try test.ids("landsat8").first == "landsat")
    let sentence = try test.catalog.search("prain", as: .public).matched.sentence
    #expect(sentence?.hasPrefix("no dataset has 'prain', 'grain' and 'rain' count for it; +prain ") == true)
    let explained = try test.catalog.explain("MO15", as: .public)
    #expect(explained.clauses[0].expansion == ["mo15", "mod15*"])
  }

  @Test("nothing is corrected into a word that the viewer may not see, nor by one")
  func hidden() async throws {
    let staff = try Viewer(labels: ["staff"])
    #expect(try await corrections("quillemonz") == [])
    #expect(try await corrections("quillemonz", as: staff) == ["quillemonz quillemont"])
    // A word of a hidden record is unknown to others, who are offered what they may see.
    #expect(try await corrections("reflectanze") == ["reflectanze reflectance"])
    #expect(try await corrections("reflectanze", as: staff) == [])
  }

  @Test("an abbreviation is not a function word with an ending")
  func functionWords() async throws {
    let test = try await TestCatalog([
      .sample("ofs", title: "OFS of the coast", description: "Forecasts."),
      .sample("of", title: "Of the lakes", description: "Of all of them, of each of the ones of old."),
    ])
    #expect(try test.ids("OFS") == ["ofs"])
    #expect(try test.ids("ofs forecast") == ["ofs"])
  }

  @Test(
    "an identifier within a sentence is found first",
    arguments: [
      "see doi:10.5072/abc.1.", "as of 2020 (DOI 10.5072/ABC.1)",
      "data from https://doi.org/10.5072/abc.1, please",
      "what is 10.5072/abc.1?", "lakes by rain-of-lakes, as described",
    ])
  func identifiers(query: String) async throws {
    let test = try await TestCatalog(
      (0..<5).map {
        .sample(
          "lakes\($0)", title: "Lakes described \($0)",
          description: "See data from 2020, please: what is described.")
      } + [
        .sample("rain-of-lakes", title: "Other", description: "Rain.") {
          $0.identifiers = ["doi:10.5072/abc.1"]
        }
      ])
    #expect(try test.ids(query).first == "rain-of-lakes")
  }
}
