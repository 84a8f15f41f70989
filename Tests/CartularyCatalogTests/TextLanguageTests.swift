import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import CartularyQuery
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Languages of texts")
struct TextLanguageTests {
  private func sample(_ id: String, _ languages: String, _ title: String, _ description: String)
    -> SourcedDataset
  {
    .sample(id, title: title, description: description) {
      $0.languages = languages.split(separator: " ").map(String.init)
    }
  }

  @Test("stems of different languages are different terms: 'age' does not find AG's News")
  func apart() async throws {
    let test = try await TestCatalog([
      sample(
        "ag-news", "en", "AG's News Corpus", "The AG is a collection of news articles that were gathered."),
      sample("pyramid", "en", "Population by age", "How many people of each age there are in the country."),
      sample(
        "svensk", "sv", "Resor i Sverige", "Resor och utgifter för den som reser med tåg i landet, efter år."),
    ])
    #expect(try test.ids("age") == ["pyramid"])
    #expect(try test.ids("what is the population of the country by age").first == "pyramid")
    let svensk = try #require(try test.catalog.terms(of: "svensk", as: .public))
    #expect(svensk.flatMap(\.words).contains { $0.stem.contains(":") } == false)
  }

  @Test("the language of the text counts, not that of the data")
  func textNotData() async throws {
    let test = try await TestCatalog(
      ["fr", "en", "de", "fr en"].map { languages in
        sample(
          "in-" + languages.replacing(" ", with: "-"), languages, "Household surveys of the counties",
          "Surveys of households in the counties of an imaginary country, asked in its villages and cities.")
      })
    for query in ["city", "county", "surveying", "\"household survey\""] {
      let answer = try test.catalog.search(SearchQuery(query), as: .public)
      #expect(answer.total == 4, "\(query)")
      #expect(answer.matched.corrections.isEmpty)
    }
  }

  @Test("what is offered for a word is found, in the language of the record that it comes from")
  func offeredIsFound() async throws {
    let test = try await TestCatalog([
      sample("en-a", "", "Groundwater measurements", "Measurements of levels in an imaginary province."),
      sample(
        "de-a", "de", "Grundwassermessungen und Verkehrszählungen",
        "Messungen der Pegel an vielen Stellen und Zählungen der Fahrzeuge, Jahr für Jahr (Amt für Umwelt (AU))."
      ),
      sample(
        "fr-a", "fr", "Mesures des précipitations",
        "Hauteurs relevées chaque jour dans une province, pour les officines."),
      sample(
        "es-a", "es", "Mediciones de temperaturas",
        "Temperaturas medidas cada hora en una provincia imaginaria."),
      sample(
        "nl-a", "nl", "Verkeersongevallen en bestuurders",
        "Ongevallen met voertuigen en hun bestuurders, per gemeente."),
    ])
    let slips = [
      ("ongevalen", "nl-a"), ("bestuurdrs", "nl-a"), ("tempraturas", "es-a"), ("Grundwassermesungen", "de-a"),
      ("measuremants", "en-a"), ("precipitatons", "fr-a"), ("Zaehlungen", "de-a"),
    ]
    for (slip, id) in slips { #expect(try test.ids(slip) == [id], "\(slip)") }
    try Data("chemists => officine\nVerkehrszählung, Stauwesen\n".utf8)
      .write(to: URL(fileURLWithPath: test.catalog.path + "/thesaurus.txt"))
    let again = try DatasetCatalog.open(at: test.catalog.path)
    for (asked, id) in [("chemists", "fr-a"), ("chemist", "fr-a"), ("Stauwesen", "de-a")] {
      #expect(try again.search(SearchQuery(asked), as: .public).hits.map(\.dataset.id) == [id], "\(asked)")
    }
  }

  @Test("a word of many languages weighs as one: the only French record does not pass the better English one")
  func weights() async throws {
    let english = (0..<12).map { number in
      sample(
        "en-\(number)", "en", "Population of the town \(number)",
        "The people of the town and how many there are.")
    }
    let test = try await TestCatalog(
      english + [
        sample("best", "en", "Population", "The population of the country, by the age of its people."),
        sample(
          "fr", "fr", "Chiffres de la commune", "La population de la commune et des villages, pour une année."
        ),
      ])
    #expect(try test.ids("population").first == "best")
    #expect(try test.ids("population").last == "fr")
  }

  @Test(
    "function words tell the language; what is said only decides where they leave a doubt",
    arguments: [
      ("Surveys of households in the counties of a country", ["fr"], ["en"]),
      ("Messungen der Pegel an vielen Stellen und Zählungen der Fahrzeuge", [], ["de"]),
      ("Mesures des précipitations dans une province avec les instruments", [], ["fr"]),
      ("Ongevallen met voertuigen en hun bestuurders, per gemeente en jaar", [], ["nl"]),
      ("Temperaturas medidas cada hora en una provincia, con los datos y su estado", [], ["es"]),
      ("Dados de qualidade da água em uma cidade, com as medidas do ano e não só", [], ["pt"]),
      ("Данные о качестве воды в городе за год и на реке", [], ["ru"]),
      ("Stadtplan", ["de"], ["de", "en"]), ("LST anomalies", [], ["en"]), ("", [], ["en"]),
      ("Stadtplan der Stadt", ["de"], ["de"]), ("Asthma among children, with and without", ["fr"], ["en"]),
      ("Asthma at home", ["fr"], ["en", "fr"]), ("N-Digit MNIST a o e i", [], ["en"]),
      ("Qualité des eaux", [], ["fr", "en"]),
    ])
  func guesses(text: String, hints: [String], languages: [String]) throws {
    let words = try TextAnalyzer().tokens(in: text).map(\.word)
    #expect(LanguageGuess(words).languages(hints: hints) == languages)
  }

  @Test("a text that may be in several languages weighs no more than one that is in one")
  func doubtWeighs() async throws {
    let test = try await TestCatalog([
      sample("plain", "", "Jericho suite", "Games in text."),
      sample("doubtful", "pt de", "Jericho suite", "Games in text."),
    ])
    #expect(try test.catalog.terms(of: "doubtful", as: .public) != nil)
    let weights = try ["plain", "doubtful"].map { id in
      try #require(try test.catalog.explain(hit: id, of: "jericho games", as: .public)).weight
    }
    #expect(weights[1] <= weights[0] * 1.1)
  }

  @Test("every language of the table has words, and every one with a stemmer is in it")
  func table() {
    #expect(Set(FunctionWordTable.words.map(\.code)) == TextLanguages.codes.union(["en"]))
    for (code, words) in FunctionWordTable.words {
      #expect(words.split(separator: " ").count >= 9, "\(code)")
    }
  }

  @Test(
    "apostrophes, umlauts and ligatures find each other, however they are typed",
    arguments: [
      ("O'Neill", "letters"), ("O’Neill", "letters"), ("oneill", "letters"), ("neill", "letters"),
      ("o‘neill", "letters"), ("Löwe", "zoo"), ("Loewe", "zoo"), ("loewen", "zoo"), ("Strassen", "zoo"),
      ("Linnaeus", "frogs"), ("oeuvres", "frogs"), ("Œuvres", "frogs"), ("Koeln", "koeln"), ("Köln", "koeln"),
      ("koln", "koeln"), ("place:Koeln", "koeln"), ("Aarhus", "aarhus"), ("Århus", "aarhus"),
      ("quran", "quran"),
      ("Muenchen", "plain"), ("München", "plain"), ("\"loewen im zoo\"", "zoo"), ("Hawaii", "hawaii"),
      ("Koel*", "koeln"), ("title:loewen", "zoo"),
    ])
  func spellings(query: String, id: String) async throws {
    #expect(try await Self.spelt.value.ids(query) == [id])
  }

  @Test("a phrase with an umlaut demands all its words, and an elision makes no word")
  func spellingsDemand() async throws {
    let test = try await Self.spelt.value
    let phrase = SearchQuery("\"Löwen im Wald\"", mode: .strict)
    #expect(try test.catalog.search(phrase, as: .public).hits.isEmpty)
    #expect(try test.ids("arrêt") == ["stops"] && test.ids("d'arrêt") == ["stops"])
    // Only as a misspelt word, which is told.
    #expect(try test.catalog.search("darret", as: .public).matched.corrections.map(\.word) == ["darret"])
  }

  static let spelt = Task {
    func sample(_ id: String, _ title: String, _ place: String? = nil) -> SourcedDataset {
      .sample(id, title: title, description: "Rows.") { if let place { $0.spatial = [Place(name: place)] } }
    }
    return try await TestCatalog([
      sample("letters", "O'Neill's letters"), sample("zoo", "Löwen im Zoo nach Straßen"),
      sample("frogs", "Linnæus œuvres"), sample("koeln", "Register von Köln", "Köln"),
      sample("aarhus", "Register of Århus"),
      sample("quran", "Verses of the Qur’an"), sample("plain", "Register von Muenchen"),
      sample("stops", "Points d’arrêt"),
      sample("hawaii", "Reefs of Hawaiʻi"),
    ])
  }
}
