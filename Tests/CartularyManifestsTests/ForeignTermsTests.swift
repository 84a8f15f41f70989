import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Terms of foreign records")
struct ForeignTermsTests {
  private static let day = CalendarDate("2026-06-01")!  // a valid date

  private static func outcome(
    _ dataset: Dataset, kind: RequesterKind = .forProfit, for purposes: [Purpose] = [.modelTraining]
  ) -> UseDecision {
    var profile = UseProfile()
    profile.requester.kind = kind
    profile.purpose.isCommercial = kind == .forProfit
    profile.purpose.kinds = purposes
    return UseDecision.decide(dataset.useTerms, for: profile, on: day)
  }

  private func card(_ license: String, _ section: String, remarks: String = "") throws -> Dataset {
    let text =
      "---\nlicense: \(license)\ntask_ids: []\npretty_name: T\n---\n# T\n\n### Other Known Limitations\n\n\(remarks)\n\n### Licensing Information\n\n\(section)\n"
    return try #require(try record(text, as: "datasets/t/README.md"))
  }

  // MARK: - Hugging Face

  @Test("a card's section on licensing counts beside its front matter, where it is stricter")
  func stricterSection() throws {
    let card = try card("mit", "The dataset is licensed under CC BY-NC-SA 4.0 international license.")
    #expect(card.licenses.map(\.id) == ["MIT", "CC-BY-NC-SA-4.0"])
    #expect(Self.outcome(card).outcome == .denied)
    #expect(try self.card("cc-by-nc-4.0", "[CC BY 4.0]").licenses.map(\.id) == ["CC-BY-NC-4.0"])
    #expect(try self.card("mit", "MIT License").licenses.map(\.id) == ["MIT"])
    let several = try self.card(
      "cc-by-4.0", "The texts are old. The dataset is released under CC BY-NC 4.0. Thanks to all of you.")
    #expect(several.licenses.map(\.id) == ["CC-BY-4.0", "CC-BY-NC-4.0"])
  }

  @Test("a card without a licence has the one that its section names, and no other")
  func sectionAlone() throws {
    let card = try card("unknown", "Apache License 2.0")
    #expect(card.licenses.map(\.id) == ["Apache-2.0"])
    #expect(card.unmapped?["license"] == "unknown")
    #expect(try self.card("other", "CC-BY-SA-4.0").licenses.map(\.id) == ["CC-BY-SA-4.0"])
    for text in [
      "The status is unknown.", "Apache License 2.0, except the images.", "MIT for the code only.",
    ] {
      #expect(try self.card("unknown", text).openness == .none)
    }
  }

  @Test("limits that a card states in words narrow its licence, and permit nothing by themselves")
  func cardLimits() throws {
    let research = try card("mit", "MIT", remarks: "Dataset provided for research purposes only.")
    #expect(research.access.purposes == [.generalResearch])
    #expect(Self.outcome(research).outcome == .unknown)
    #expect(
      Self.outcome(research, kind: .academic, for: [.generalResearch]).outcome == .allowedWithConditions)
    let commercial = try card("mit", "Available for non-commercial use.")
    #expect(commercial.access.requirements.map(\.kind) == [.noCommercialUse])
    #expect(Self.outcome(commercial).outcome == .denied)
    let nothing = try card("unknown", "For research purposes only.")
    #expect(nothing.access.purposes.isEmpty)
    #expect(Self.outcome(nothing, kind: .academic, for: [.generalResearch]).outcome == .unknown)
  }

  // MARK: - Prices, delays and ends

  @Test(
    "ODRL's prices, delays, deletions and moratoria are read, with the measure at the rule or at its action")
  func measures() throws {
    let text = """
      {"@context": {"dct": "http://purl.org/dc/terms/", "dcat": "http://www.w3.org/ns/dcat#",
        "odrl": "http://www.w3.org/ns/odrl/2/", "xsd": "http://www.w3.org/2001/XMLSchema#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
       "@id": "https://lake.example/levels", "@type": "dcat:Dataset", "dct:title": "Levels",
       "dct:description": "Levels of a lake, by day.", "odrl:hasPolicy": {"@type": "odrl:Offer",
        "odrl:permission": {"odrl:action": {"@id": "odrl:use"}, "odrl:constraint": [
          {"odrl:leftOperand": {"@id": "odrl:delayPeriod"}, "odrl:operator": {"@id": "odrl:gteq"},
           "odrl:rightOperand": {"@value": "P18M", "@type": "xsd:duration"}},
          {"odrl:leftOperand": {"@id": "odrl:event"}, "odrl:operator": {"@id": "odrl:gt"},
           "odrl:rightOperand": "study completion"}]},
        "odrl:prohibition": {"odrl:action": {"@id": "odrl:display"}},
        "odrl:obligation": [
          {"odrl:action": {"rdf:value": {"@id": "odrl:compensate"}, "odrl:refinement": {
            "odrl:leftOperand": {"@id": "odrl:payAmount"}, "odrl:operator": {"@id": "odrl:eq"},
            "odrl:rightOperand": {"@value": "5.00", "@type": "xsd:decimal"},
            "odrl:unit": {"@id": "http://dbpedia.org/resource/Euro"}}}},
          {"odrl:action": {"@id": "odrl:delete"}, "odrl:constraint": {
            "odrl:leftOperand": {"@id": "odrl:elapsedTime"}, "odrl:operator": {"@id": "odrl:lteq"},
            "odrl:rightOperand": {"@value": "P2Y", "@type": "xsd:duration"}}},
          {"odrl:action": {"@id": "odrl:delete"}, "odrl:constraint": {
            "odrl:leftOperand": {"@id": "odrl:count"}, "odrl:operator": {"@id": "odrl:eq"},
            "odrl:rightOperand": "3"}}]}}
      """
    let access = try #require(try record(text, as: "levels.jsonld")).access
    #expect(access.fee == FeeTerms(kind: .charged, amount: "Euro 5.00"))
    #expect(access.embargo?.after.months == 18 && access.embargo?.event == "study completion")
    #expect(access.eraseAfter?.months == 24)
    // What is not one of these is neither lost nor taken for one.
    #expect(access.requirements.map(\.kind) == [.erasure])
    #expect(access.note == "prohibition: display; duty: count eq 3")
  }

  @Test("whether schema.org's record is free says whether there is a fee")
  func free() throws {
    for (word, kind) in [("true", FeeKind.free), ("false", .charged), ("\"False\"", .charged)] {
      let text =
        "{\"@context\": \"https://schema.org\", \"@type\": \"Dataset\", \"@id\": \"https://lake.example/a\", "
        + "\"name\": \"A\", \"description\": \"B\", \"isAccessibleForFree\": \(word)}"
      let access = try #require(try record(text, as: "a.jsonld")).access
      #expect(access.fee == FeeTerms(kind: kind) && access.cost == nil && access.requirements.isEmpty)
    }
  }

  @Test("DataCite's day of availability is the end of an embargo only where it comes after the day of issue")
  func available() throws {
    func read(_ available: String) throws -> Dataset {
      let text = """
        {"data": {"type": "dois", "attributes": {"doi": "10.5072/a", "titles": [{"title": "A"}],
         "creators": [{"name": "B"}], "publisher": "C", "publicationYear": 2024,
         "dates": [{"date": "\(available)", "dateType": "Available"}, {"date": "2024-02-01", "dateType": "Issued"}]}}}
        """
      return try #require(try record(text, as: "a.json"))
    }
    #expect(try read("2026-01-01").access.embargoUntil == PartialDate("2026-01-01"))
    let before = try read("2024-02-01")
    #expect(before.access.embargoUntil == nil && before.unmapped?["dates.Available"] == "2024-02-01")
    #expect(try read("2024/2025").access.embargoUntil == nil)
  }

  // MARK: - Rights

  private static let restricted =
    "This dataset is restricted to authorized researchers. Researchers must apply for data access and sign a data use agreement."

  /// The same words where each format has them.
  @Test(
    "restrictions in rights are terms, whatever the format",
    arguments: [
      (
        "data.json",
        #"{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[{"title":"T","identifier":"t","description":"D","accessLevel":"public","license":"https://www.usa.gov/government-works","rights":"RIGHTS","distribution":[{"downloadURL":"https://example.org/x.csv"}]}]}"#
      ),
      (
        "a.jsonld",
        #"{"@context":{"dcat":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/"},"@id":"https://example.org/t","@type":"dcat:Dataset","dct:title":"T","dct:description":"D","dct:license":{"@id":"http://creativecommons.org/publicdomain/zero/1.0/"},"dct:accessRights":{"@id":"http://publications.europa.eu/resource/authority/access-right/PUBLIC"},"dct:rights":"RIGHTS","dcat:distribution":{"@type":"dcat:Distribution","dcat:downloadURL":{"@id":"https://example.org/x.csv"}}}"#
      ),
      (
        "s.json",
        #"{"@context":"https://schema.org/","@type":"Dataset","@id":"https://example.org/t","name":"T","description":"D","license":"https://creativecommons.org/publicdomain/zero/1.0/","conditionsOfAccess":"RIGHTS"}"#
      ),
      (
        "c.json",
        #"{"help":"x","success":true,"result":{"id":"t","name":"t","title":"T","notes":"N","license_id":"cc-zero","resources":[],"extras":[{"key":"access_constraints","value":"RIGHTS"}]}}"#
      ),
      (
        "d.json",
        #"{"data":{"id":"10.5072/t","type":"dois","attributes":{"doi":"10.5072/t","titles":[{"title":"T"}],"creators":[],"publisher":"P","publicationYear":2020,"state":"findable","schemaVersion":"http://datacite.org/schema/kernel-4","rightsList":[{"rightsIdentifier":"CC0-1.0"},{"rights":"RIGHTS"}]}}}"#
      ),
    ])
  func rights(name: String, text: String) throws {
    let open = try #require(try record(text.replacing("RIGHTS", with: "See the site."), as: name))
    #expect(open.access.requirements.isEmpty)
    let dataset = try #require(try record(text.replacing("RIGHTS", with: Self.restricted), as: name))
    #expect(Set(dataset.access.requirements.map(\.kind)) == [.application, .agreement])
    #expect(dataset.accessRights == .restricted)
    #expect(Self.outcome(dataset).outcome != .allowed)
    #expect(DataAvailability(of: dataset, on: Self.day).kind == .onRequest)
  }

  @Test("rights that contradict a public level leave the answer open, and the level is kept")
  func contradiction() throws {
    let text =
      #"{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[{"title":"T","identifier":"t","description":"D","accessLevel":"public","license":"https://www.usa.gov/government-works","accessLevelComment":"Restricted to authorized users","distribution":[{"downloadURL":"https://example.org/x.csv"}]}]}"#
    let dataset = try #require(try record(text, as: "data.json"))
    #expect(dataset.unmapped?["access-rights"] == "public")
    let decision = Self.outcome(dataset)
    #expect(decision.outcome == .unknown && decision.codes.contains("access-contradiction"))
  }

  @Test("a record of ours that comes back has the terms that it had")
  func ownRecord() throws {
    var dataset = Dataset(id: "a", title: "A", description: "About a.")
    dataset.rights = Self.restricted
    dataset.licenses = [License(id: "CC0-1.0", openness: .open)]
    var form = Distribution()
    (form.accessURL, form.format) = ("https://example.org/geoserver/wfs", "WFS")
    dataset.distributions = [form]
    for format in ExportFormats.all {
      guard let reading = Reading(format) else { continue }
      let back = try #require(reading.read(format.document(of: PublishedDataset(dataset))).records.first)
      #expect(back.dataset.access == dataset.access, "\(format.name)")
      #expect(back.dataset.accessRights == nil, "\(format.name)")
    }
  }
}
