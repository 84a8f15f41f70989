import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Ranking")
struct RankingTests {
  /// Records among which a few words are common.
  static let records: [SourcedDataset] = [
    .sample("lst-modis", title: "Land Surface Temperature, daily", description: "From the MODIS sensor.") {
      $0.aliases = ["MOD11A1"]
    },
    .sample(
      "lst-report", title: "A report",
      description: "About the Land Surface Temperature (LST) of cities and the heat."),
    .sample("lst-word", title: "LST anomalies", description: "Anomalies by month."),
    .sample("temperature", title: "Temperature of lakes", description: "Of the surface water of lakes."),
    .sample("land", title: "Land cover", description: "Forest, crops and cities.") {
      $0.identifiers = ["doi:10.5072/land"]
    },
    .sample("cities", title: "Cities", description: "Land of cities, surface of cities, cities and cities."),
    .sample("flu-shots", title: "Flu shots in the US", description: "Who got one, and where.") {
      $0.keywords = ["vaccination"]
    },
    .sample("queries", title: "Search queries of the young", description: "What they look for."),
  ]

  static let shared = Task { try await TestCatalog(records) }

  private func answer(_ query: String) async throws -> SearchAnswer {
    try await Self.shared.value.catalog.search(SearchQuery(query), as: .public)
  }

  @Test(
    "an exact title, other name, id or identifier is first",
    arguments: [
      ("cities", "cities"), ("Land cover", "land"), ("land COVER", "land"), ("mod11a1", "lst-modis"),
      ("temperature", "temperature"), ("land", "land"), ("10.5072/land", "land"),
      ("LST anomalies", "lst-word"),
      ("Land Surface Temperature, daily", "lst-modis"), ("flu-shots", "flu-shots"),
    ])
  func exact(query: String, id: String) async throws {
    #expect(try await answer(query).hits.first?.dataset.id == id)
  }

  @Test("a name comes before whoever says its words most often, however many they are")
  func exactAmongMany() async throws {
    let name = (0..<40).map { "word\($0)" }.joined(separator: " ")
    let loud = (0..<30).map { number in
      SourcedDataset.sample("loud\(number)", title: name + " again") { $0.keywords = [name, name] }
    }
    let test = try await TestCatalog(loud + [.sample("named", title: "Other") { $0.aliases = [name] }])
    #expect(try test.ids(name).first == "named")
  }

  @Test(
    "any word finds, and the answer counts who has all of them",
    arguments: [
      // query, matches, those with all the words, words that count, words left out
      ("land surface temperature", 6, 2, 3, 0),
      ("land surface temperature match:all", 2, 2, 3, 0),
      ("land +surface", 4, 3, 1, 0),
      ("land AND surface", 3, 3, 0, 0),
      ("the temperature of the lakes", 3, 1, 2, 2),
      ("show me all datasets on lakes", 1, 0, 2, 4),
      ("search queries", 1, 1, 2, 0),
      ("of the", 6, 3, 2, 0),
      ("zzz lakes", 1, 0, 2, 0),
      ("zzz", 0, 0, 1, 0),
      ("", 8, 8, 0, 0),
      ("-cities", 5, 5, 0, 0),
    ])
  func counts(query: String, total: Int, complete: Int, words: Int, leftOut: Int) async throws {
    let answer = try await answer(query)
    #expect(answer.total == total)
    #expect(answer.matched.completeCount == complete)
    #expect(answer.matched.words.count == words)
    #expect(answer.matched.leftOut.count == leftOut)
    #expect(answer.matched.total == total && answer.matched.partialCount == total - complete)
    #expect((answer.matched.sentence == nil) == (total == complete && leftOut == 0))
  }

  @Test("the sentence says how many have all the words, and how to ask for them")
  func sentence() async throws {
    #expect(
      try await answer("land surface temperature").matched.sentence
        == "2 of 6 have all the words, the rest some; match:all or +word asks for all")
    #expect(
      try await answer("zzz lakes").matched.sentence == "none has all the words, these have some of them")
    #expect(try await answer("the lakes").matched.sentence == "not searched: the")
  }

  @Test("filters, excluded words and quotes hold whatever the words find")
  func strict() async throws {
    let test = try await Self.shared.value
    #expect(try test.ids("temperature lakes -daily").contains("lst-modis") == false)
    #expect(try test.ids("lakes keyword:vaccination").isEmpty)
    #expect(Set(try test.ids("cities \"land surface\"")) == ["lst-modis", "lst-report"])
    #expect(Set(try test.ids("cities lakes title:land")) == ["land"])
  }

  @Test("the last word finds names that begin with it, other words do not")
  func beginnings() async throws {
    let test = try await Self.shared.value
    #expect(try test.ids("MOD11") == ["lst-modis"])
    #expect(try test.ids("lakes vacc").contains("flu-shots"))
    #expect(try test.ids("vacc lakes") == ["temperature"])
    #expect(try test.ids("sens").isEmpty, "a word of the description only is not a name")
    #expect(try test.ids("vacc has:keyword") == ["flu-shots"], "a filter behind it does not end the word")
  }

  @Test("an abbreviation finds what a record says that it means, below the word itself")
  func abbreviations() async throws {
    let test = try await TestCatalog([
      .sample("word", title: "QXC anomalies", description: "Anomalies by month."),
      .sample("report", title: "A report", description: "On the Quality of Xenon Columns (QXC) by year."),
      .sample("long", title: "Quality of Xenon Columns", description: "By month."),
    ])
    #expect(try test.ids("qxc") == ["word", "report", "long"])
    let explanation = try test.catalog.explain("qxc", as: .public)
    #expect(explanation.clauses.first?.expansion == ["qxc", "qualiti xenon column"])
    // Who takes the record away takes its words away.
    var request = PublicationRequest()
    request.withdrawals = [.init(id: "report", reason: "a test")]
    _ = try await test.catalog.publish(request, by: author)
    #expect(try test.ids("qxc") == ["word"])
  }

  @Test("the thesaurus finds what has another word for it, below the word itself, one way or both")
  func synonyms() async throws {
    let test = try await TestCatalog([
      .sample("attack", title: "Heart attack admissions", description: "By month."),
      .sample("infarction", title: "Myocardial infarction", description: "A register."),
      .sample("pulmonary", title: "Pulmonary function", description: "Of adults."),
      .sample("lung", title: "Lung screening", description: "Of adults."),
      .sample("colour", title: "Colour of the sea", description: "From space."),
    ])
    #expect(try test.ids("heart attack") == ["attack", "infarction"])
    #expect(try test.ids("myocardial infarction") == ["infarction", "attack"])
    #expect(try test.ids("lung") == ["lung", "pulmonary"])
    #expect(try test.ids("pulmonary") == ["pulmonary"])
    #expect(try test.ids("color sea") == ["colour"])
    #expect(try test.ids("+color").isEmpty && test.ids("\"heart attack\"") == ["attack"])
    let explanation = try test.catalog.explain("heart attack", as: .public)
    #expect(explanation.clauses[0].expansion == ["heart", "myocardi infarct"])
  }

  @Test("each record is found by the forms of words that its language has, and by what is written in it")
  func languages() async throws {
    func sample(_ id: String, _ languages: String, _ title: String, _ description: String) -> SourcedDataset {
      .sample(id, title: title, description: description) {
        $0.languages = languages.split(separator: " ").map(String.init)
      }
    }
    let test = try await TestCatalog([
      sample("wetter", "de-AT", "Wetterdaten der Stationen", "Messungen an allen Häusern, täglich."),
      sample("eau", "fr", "Qualité des eaux de baignade", "Prélèvements nationaux sur les plages."),
      sample("agua", "es", "Calidad de las aguas", "Mediciones nacionales en las playas."),
      sample("weather", "en", "Weather stations", "Houses with daily measurements."),
      sample("both", "de en", "Housing and homes", "In two languages."),
      sample("sea", "zh", "海洋数据集", "全国海洋观测。"),
    ])
    #expect(
      try test.ids("Station") == ["weather", "wetter"] || test.ids("Station") == ["wetter", "weather"])
    #expect(try test.ids("Haus").isEmpty == false && test.ids("Messung") == ["wetter"])
    #expect(try test.ids("national plage") == ["eau"] && test.ids("playa nacional") == ["agua"])
    #expect(try test.ids("\"calidad de las agua\"") == ["agua"], "a phrase, too, in each language")
    #expect(try Set(test.ids("houses")) == ["weather", "both"] && test.ids("海洋") == ["sea"])
    for written in ["Wetterdaten", "Häusern", "Prélèvements", "baignade", "aguas", "täglich", "观测"] {
      #expect(try test.ids(written).count == 1, "\(written)")
    }
    let hit = try #require(try test.catalog.search("messung", as: .public).hits.first)
    #expect(hit.snippet.contains("\(Hit.Marker.start)Messungen\(Hit.Marker.end)"))
    // Filters and fields of text read the words so, too.
    #expect(try test.ids("title:qualités") == ["eau"] && test.ids("language:fr qualités") == ["eau"])
  }

  @Test("each language of the table has a stemmer, and tags are read by their first part")
  func stemmers() throws {
    let languages = try TextLanguages()
    for code in TextLanguages.codes {
      #expect(languages.analyzer(for: code).stem("a") == "\(code):a", "\(code)")
    }
    #expect(languages.analyzer(for: "de").stem("wetterdaten") == "de:wetterdat")
    #expect(languages.analyzer(for: "tlh").stem("wetterdaten") == languages.english.stem("wetterdaten"))
    func codes(_ tags: String...) -> [String] {
      var dataset = Dataset(id: "a", title: "A", description: "")
      dataset.languages = tags
      return TextLanguages.stated(by: dataset)
    }
    #expect(codes("de-AT") == ["de"] && codes("NB_no") == ["no"] && codes("zh", "pt-BR") == ["pt"])
    #expect(codes().isEmpty && codes("tlh").isEmpty && codes("fr", "en-GB") == ["fr", "en"])
  }

  @Test("of equals in relevance the fresher comes first, then the fuller, and no better match gives way")
  func quality() async throws {
    func sample(_ id: String, _ day: String?, keywords: [String] = [], title: String = "Lakes")
      -> SourcedDataset
    {
      .sample(id, title: title, description: "Depth of lakes.") {
        $0.modified = day.flatMap { PartialDate($0) }
        $0.keywords = keywords
      }
    }
    let test = try await TestCatalog([
      sample("a-undated", nil), sample("b-old", "1999-05"), sample("c-new", "2024-01-02"),
      sample("d-best", nil, title: "Depth"), sample("e-full", nil, keywords: ["water"]),
    ])
    #expect(try test.ids("lakes").prefix(4) == ["c-new", "b-old", "e-full", "a-undated"])
    #expect(try test.ids("depth").first == "d-best")
    #expect(try test.ids("lakes sort:title").prefix(3) == ["d-best", "a-undated", "b-old"])
  }

  @Test("a catalog adds words of its own, and a line that cannot be used harms nothing")
  func ownThesaurus() async throws {
    let test = try await TestCatalog([
      .sample("yoda", title: "The YODA project", description: "Trials."),
      .sample("other", title: "Others", description: "Of no trial."),
    ])
    #expect(try test.ids("johnson").isEmpty && test.catalog.thesaurusFaults.isEmpty)
    try Data("# ours\njohnson, yoda # the sponsor\nalone\na => b => c\n,x\n".utf8)
      .write(to: URL(fileURLWithPath: test.catalog.path + "/thesaurus.txt"))
    let copy = test.catalog.path + "-copy"
    _ = try CatalogUpkeep.backup(from: test.catalog.path, to: copy)
    #expect(try DatasetCatalog.open(at: copy).search("johnson", as: .public).total == 1)
    let again = try DatasetCatalog.open(at: test.catalog.path)
    #expect(try again.search("johnson", as: .public).hits.map(\.dataset.id) == ["yoda"])
    #expect(
      again.thesaurusFaults.map { $0.components(separatedBy: "thesaurus.txt:").last } == [
        "3: a word by itself; another belongs after a comma", "4: '=>' occurs more than once",
        "5: a word is missing",
      ])
  }

  @Test(
    "a definition is an abbreviation in brackets behind words with its letters",
    arguments: [
      ("Land Surface Temperature (LST)", ["lst: land surfac temperatur"]),
      (
        "the Sea and Surface Temperature (SST) and Ocean Colour (OC)",
        ["sst: sea surfac temperatur", "oc: ocean colour"]
      ),
      ("Degree of Urbanisation (DoU)", ["dou: degre of urbanis"]),
      ("temperature (in °C)", []), ("Temperature (LST)", []), ("asthma (children)", []), ("((((((((", []),
      ("Air Quality (AQ", []),
    ])
  func definitions(text: String, expected: [String]) throws {
    let found = Abbreviation.definitions(in: text, try .init())
    #expect(found.map { "\($0.short): \($0.stems.joined(separator: " "))" } == expected)
  }

  @Test("words side by side come before the same words apart")
  func neighbours() async throws {
    let test = try await TestCatalog([
      .sample("apart", title: "Study one", description: "Quality of housing and clean air everywhere."),
      .sample(
        "beside", title: "Study two", description: "Housing, clean places, good air quality everywhere."),
    ])
    #expect(try test.ids("air quality").first == "beside")
  }

  @Test("every number of the ranking is in Docs/RANKING.md with its reason")
  func documented() throws {
    let text = try ProjectFiles.text("Docs/RANKING.md")
    for row in Scoring.table {
      #expect(text.contains("| `\(row.name)` | \(Self.number(row.value)) | \(row.reason) |"), "\(row.name)")
    }
    for (field, weight) in FieldWeight.table {
      let cap = weight.maximumFrequency == .max ? "–" : String(weight.maximumFrequency)
      let numbers = [weight.weight, weight.lengthNormalization, weight.averageLength].map(Self.number)
      let row =
        "| `\(field)` | \(numbers[0]) | \(numbers[1]) | \(cap) | \(numbers[2]) | \(weight.reason) |"
      #expect(text.contains(row), "\(row)")
    }
    let searched = FieldTable.all.filter { $0.text != nil }.map(\.name)
    // What stands behind a colon is a part of the field.
    #expect(Set(searched) == Set(FieldWeight.table.map { String($0.field.prefix { $0 != ":" }) }))
    for names in [Scoring.fieldsWithBeginnings, Scoring.fieldsWithPairs, Scoring.fieldsWithDefinitions] {
      #expect(names.isSubset(of: searched))
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
