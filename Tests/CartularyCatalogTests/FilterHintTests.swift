import CartularyBase
import CartularyLedger
import CartularyManifests
import CartularyModel
import CartularyQuery
import TestSupport
import Testing

@testable import CartularyCatalog

/// What words of a query mean is said with the filter and what it finds; nothing of it is done.
@Suite("Filters that say what words mean")
struct FilterHintTests {
  private static let records: [SourcedDataset] = [
    .sample("census", title: "Census tables") {
      $0.techniques = [.differentialPrivacy]
      $0.access.modes = [.openDownload]
      $0.access.fee = FeeTerms(kind: .free)
      $0.licenses = LicenseTable.standard.licenses(from: "CC0-1.0")
      $0.creators = [Agent(name: "Ada Miller")]
    },
    .sample("phones", title: "Phone traces for research") {
      $0.techniques = [.differentialPrivacy, .aggregation]
      $0.access.modes = [.onRequest]
      $0.access.requirements = [AccessRequirement(kind: .nda), AccessRequirement(kind: .ethicsApproval)]
      $0.access.agreement = AgreementTerms(kind: .negotiated)
      $0.access.purposes = [.generalResearch]
    },
    .sample("asthma", title: "Asthma in children") {
      $0.sharing = [.openData]
      $0.access.purposes = [.commercial]
      $0.publisher = Agent(name: "Health Office")
    },
    .sample("hidden", title: "Asthma in secret") {
      $0.techniques = [.differentialPrivacy]
      $0.creators = [Agent(name: "Ada Miller")]
      $0.access.modes = [.openDownload]
      $0.audience = Audience(labels: ["staff"])!  // a well-formed label
    },
  ]

  private func hints(_ query: String, as viewer: Viewer = .public) async throws -> [String] {
    let test = try await TestCatalog(Self.records)
    let answer = try test.catalog.search(SearchQuery(query), as: viewer)
    return (answer.advice?.filters ?? []).map { hint in
      "\(hint.words) -> \(hint.query)" + (hint.count.map { " (\($0))" } ?? "")
    }
  }

  private static let usable = "usable:allowed,allowed-with-conditions"

  @Test(
    "words that name a code, or say what the data is wanted for, point to the filter",
    arguments: [
      ("differential privacy", ["differential privacy -> technique:differential-privacy (2)"]),
      ("\"differential privacy\"", ["\"differential privacy\" -> technique:differential-privacy (2)"]),
      ("Differential-Privacy", ["Differential-Privacy -> technique:differential-privacy (2)"]),
      ("census differential privacy", ["differential privacy -> census technique:differential-privacy (1)"]),
      ("aggregated phones", ["aggregated -> phones technique:aggregation (1)"]),
      ("NDA", ["NDA -> requires:nda (1)"]), ("irb phones", ["irb -> phones requires:ethics-approval (1)"]),
      ("negotiated", ["negotiated -> agreement:negotiated (1)"]),
      ("phones on request", ["on request -> phones availability:on-request (1)"]),
      ("open data", ["open data -> sharing:open-data (1)"]),
      ("census download", ["download -> census availability:open-download (1)"]),
      ("census free of charge", ["free of charge -> census fee:free (1)"]),
      (
        "asthma data I may use commercially",
        [
          "I may use commercially -> asthma data \(usable)",
          "I may use commercially -> asthma data purpose:commercial (1)",
        ]
      ),
      ("census I may use", ["I may use -> census \(usable)"]),
      ("free census", ["free -> census fee:free (1)", "free -> census openness:open (1)"]),
      // A subject, a word by the way, what is found as words, and what nothing has.
      ("research", ["research -> purpose:general-research (1)"]),
      ("phone traces for children", []), ("negotiated phones", []), ("masking", []),
      ("census -\"differential privacy\"", []), ("privacy differential", []), ("", []), ("*", []),
      // Who has the filter knows of it.
      ("differential privacy technique:aggregation", []), ("free census is:open fee:free", []),
    ] as [(String, [String])])
  func words(query: String, expected: [String]) async throws {
    #expect(try await hints(query) == expected)
  }

  @Test("what is counted is what the viewer may see, and each suggested query finds as many")
  func counted() async throws {
    let staff = try Viewer(labels: ["staff", "public"])
    #expect(
      try await hints("differential privacy", as: staff)
        == ["differential privacy -> technique:differential-privacy (3)"])
    let test = try await TestCatalog(Self.records)
    for query in ["differential privacy", "free census", "phones on request", "publisher:\"Ada Miller\""] {
      for viewer in [.public, staff] {
        let advice = try #require(try test.catalog.search(SearchQuery(query), as: viewer).advice)
        for hint in advice.filters {
          #expect(try test.catalog.search(SearchQuery(hint.query), as: viewer).total == hint.count)
        }
      }
    }
  }

  @Test("each phrase of use begins with a word that is looked at, and none is longer than what is")
  func phrases() {
    for phrase in UsePhrases.table.keys {
      let words = phrase.split(separator: " ").map(String.init)
      #expect(UsePhrases.beginnings.contains(words[0]) && words.count <= UsePhrases.longest, "\(phrase)")
      #expect(UsePhrases.meaning(of: words) != nil)
    }
    #expect(
      UsePhrases.asking(in: ["rain", "may", "i", "use", "for", "research", "today"]) == [1, 2, 3, 4, 5])
    #expect(UsePhrases.asking(in: ["may", "flowers", "use"]).isEmpty)
  }

  @Test(
    "a filter by a name that finds little names the field that has it",
    arguments: [
      ("publisher:\"Ada Miller\"", ["publisher:\"Ada Miller\" -> creator:\"Ada Miller\" (1)"]),
      ("publisher:miller census", ["publisher:miller -> census creator:miller (1)"]),
      ("creator:\"Health Office\"", ["creator:\"Health Office\" -> publisher:\"Health Office\" (1)"]),
      ("publisher:\"Health Office\"", []), ("publisher:nobody", []), ("-publisher:miller", []),
    ] as [(String, [String])])
  func names(query: String, expected: [String]) async throws {
    #expect(try await hints(query) == expected)
  }

  @Test(
    "of real records those on the subject come first, and the words of use are named",
    .enabled(if: ProjectFiles.realData("us-dcat") != nil, "the real records are not next to the project"))
  func realRecords() async throws {
    let paths = ["us-dcat", "hdruk", "hf-dataset-cards"].compactMap(ProjectFiles.realData)
    let test = try await TestCatalog(ManifestReader(checksPolicy: false).read(paths: paths).records)
    let answer = try test.catalog.search(
      "asthma data I may use commercially", page: ResultPage(limit: 10), as: .public)
    #expect(answer.hits.count == 10)
    for hit in answer.hits {
      let record = try #require(try test.catalog.dataset(id: hit.dataset.id, as: .public))
      let text = ([record.title, record.description] + record.keywords).joined(separator: " ").lowercased()
      #expect(text.contains("asthma"), "\(hit.dataset.id): \(hit.dataset.title)")
    }
    #expect(
      answer.advice?.filters.contains { $0.needsProfile && $0.words == "I may use commercially" } == true)
  }
}
