import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

/// A record of others is bounded by its bytes alone: its lists may be long, its texts may be of one sign.
@Suite("Time of reading, deciding and writing")
struct ReadingTimeTests {
  /// Signs that begin something, for which a reader may look for the end again and again.
  static let openings = [
    "[a](http://b) ", "[](", "[", "\"", "'", "<a ", "&", "https://a ", "10.1/", "(", "a, ", "R/P", "\\", "#",
    "cc by ", "creative sa ", "no ", "permission ",
  ]

  /// Files are read on threads of their own, whose time `Growth` does not see.
  private func readHere(_ text: String, as name: String) -> FileOutcome {
    ManifestReader(checksPolicy: false)
      .read(SourceFile(name: name, bytes: Array(text.utf8)), as: .init(name: name, isNamed: true))
  }

  private static let keys = [
    "accrualPeriodicity", "spatial", "temporal", "language", "keyword", "theme", "rights", "license",
    "issued",
    "landingPage", "describedBy", "isPartOf", "title", "description",
  ]

  @Test("repeated signs in any key of a record of others", arguments: openings)
  func signs(sign: String) throws {
    let isLinear = Growth.isLinear(from: 200) { size in
      let filler = String(repeating: sign, count: size / sign.utf8.count)
      let text = filler.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return Self.keys.map { #""\#($0)":"\#(text)""# }.joined(separator: ",")
    } _: { keys in
      let outcome = readHere(
        #"{"dataset":[{"identifier":"a","publisher":{"name":"P"},\#(keys)}]}"#, as: "a.json")
      #expect(outcome.records.count == 1 || outcome.report.hasErrors)
    }
    #expect(isLinear)
  }

  private static let listedKeys = [
    "dct:isPartOf", "dct:relation", "dcat:inSeries", "dct:spatial", "dcat:theme", "dct:subject",
    "dct:language",
    "dct:identifier", "adms:identifier", "dcat:keyword", "dct:conformsTo", "foaf:page", "prov:wasDerivedFrom",
  ]

  @Test("a thousand values of any key of linked data", arguments: listedKeys)
  func linkedLists(key: String) throws {
    let isLinear = Growth.isLinear(from: 1000) { count in
      (0..<count).map { #""a name \#($0)""# }.joined(separator: ",")
    } _: { values in
      let outcome = readHere(
        """
        {"@context":{"dcat":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/","adms":"http://www.w3.org/ns/adms#",
        "foaf":"http://xmlns.com/foaf/0.1/","prov":"http://www.w3.org/ns/prov#"},
        "@id":"https://example.org/a","@type":"dcat:Dataset","dct:title":"A","\(key)":[\(values)]}
        """, as: "a.jsonld")
      #expect(outcome.records.count == 1)
    }
    #expect(isLinear)
  }

  @Test(
    "a text of nothing but addresses",
    arguments: ["https://a ", "https://a", "https://example.org/dua_demo.pdf "])
  func addresses(piece: String) {
    let isLinear = Growth.isLinear(from: 4000) { size in
      String(repeating: piece, count: size / piece.utf8.count)
    } _: { text in
      var access = AccessTerms()
      HDRUKValues.readAccessRights([text], into: &access)
      #expect(access.url != nil || !access.requirements.isEmpty)
    }
    #expect(isLinear)
  }

  @Test("a card of nothing but signs", arguments: ["[a](#b)\n", "**a\n", "- `a", "<!--\n", "# a\n", "```\n"])
  func cards(sign: String) throws {
    let isLinear = Growth.isLinear(from: 400) { size in
      let body = String(repeating: sign, count: size / sign.utf8.count)
      return
        "---\nlicense: mit\ntags: [a]\n---\n# T\n\n## Dataset Description\n\(body)\n## Data Fields\n\(body)"
    } _: {
      _ = readHere($0, as: "README.md")
    }
    #expect(isLinear)
  }

  /// Everything of which a record of others may have thousands, none of it like another.
  private static func long(_ count: Int) -> Dataset {
    var dataset = Dataset(id: "a", title: "A", description: "About a.")
    let numbers = 0..<count
    dataset.keywords = numbers.map { "word \($0)" }
    dataset.themes = numbers.map { "theme \($0)" }
    dataset.aliases = numbers.map { "Name \($0)" }
    dataset.identifiers = numbers.map { "doi:10.5072/\($0)" }
    dataset.creators = numbers.map { Agent(name: "Anna \($0)", email: "anna\($0)@example.org") }
    dataset.spatial = numbers.map { Place(name: "Lake \($0)") }
    dataset.granularity = numbers.map { "by \($0)" }
    dataset.licenses = numbers.map {
      License(id: License.customID, openness: .custom, text: "Terms \($0) of the office")
    }
    dataset.distributions = numbers.map { number in
      var form = Distribution()
      (form.title, form.format) = ("Form \(number)", "CSV")
      form.accessURL = "https://example.org/\(number)"
      form.licenses = dataset.licenses
      if number > 0 {
        form.licenses = [License(id: License.customID, openness: .custom, text: "Form \(number)")]
      }
      return form
    }
    dataset.relations = numbers.map { Relation(kind: .related, target: "r\($0)", title: "R \($0)") }
    dataset.access.requirements = numbers.map { number in
      var asked = AccessRequirement(kind: Requirement.allCases[number % Requirement.allCases.count])
      asked.note = "Asked \(number)"
      return asked
    }
    dataset.access.dataUse = numbers.map { "DS:MONDO:\($0)" }
    dataset.uses = numbers.map { UseCase(title: "Use \($0)") }
    dataset.limits = numbers.map { DataLimit(kind: .bias, text: "Limit \($0)") }
    dataset.unmapped = Dictionary(uniqueKeysWithValues: numbers.map { ("key\($0)", "value \($0)") })
    return dataset
  }

  @Test(
    "long lists are written, and what is lost of them is counted", arguments: ExportFormats.all.map(\.name))
  func exports(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    #expect(
      Growth.isLinear(from: 12, prepare: Self.long) {
        _ = format.document(of: PublishedDataset($0))
        _ = format.losses(of: $0)
      })
  }

  @Test("items that come back in part are matched by what they say")
  func losses() {
    func node(_ text: String) -> SourceNode { SourceNode(content: .scalar(text), mark: .offset(0)) }
    func map(_ fields: [(String, String)]) -> SourceNode {
      SourceNode(
        content: .map(fields.map { SourceEntry(key: $0.0, keyMark: .offset(0), value: node($0.1)) }),
        mark: .offset(0))
    }
    let isLinear = Growth.isLinear(from: 100) { count in
      (0..<count).map {
        ["format": "CSV", "title": "Form \($0)", "url": "https://example.org/\($0)"].sorted {
          $0.key < $1.key
        }
      }
    } _: { items in
      // Half of them whole and in another order, of the others only what all have.
      let back = items.enumerated().map { index, item in
        map(item.filter { index % 2 == 0 || $0.key == "format" }.map { ($0.key, $0.value) })
      }
      var candidates = LossCandidates(back.reversed())
      let whole = items.filter { item in
        let item = map(item.map { ($0.key, $0.value) })
        return candidates.take(whole: item) { one, other in
          (one.entries ?? []).allSatisfy { other[$0.key]?.text == $0.value.text }
        }
      }
      #expect(whole.count == (items.count + 1) / 2 && candidates.nodes.count == items.count / 2)
    }
    #expect(isLinear)
  }

  @Test("long lists of terms are decided")
  func decisions() throws {
    let day = try #require(CalendarDate("2026-11-30"))
    let isLinear = Growth.isLinear(from: 40, prepare: Self.long) { dataset in
      let terms = UseTerms(dataset)
      _ = terms.key
      _ = UseDecision.decide(terms, for: UseProfile(), on: day)
      _ = DataAvailability(of: dataset, on: day)
    }
    #expect(isLinear)
  }

  @Test("long lists of a native manifest are refused with their place")
  func lists() throws {
    for outline in NativeKeys.dataset.outlines() {
      let item: String
      switch outline.shape {
      case .texts: item = "x"
      case .codes(_, let codes): item = codes.first?.code ?? "x"
      case .maps(_, shorthand: .some): item = "x"
      default: continue
      }
      let items = Array(repeating: item, count: ManifestLimits.listCount + 1).joined(separator: ", ")
      let batch = try read(
        withLines("").replacing("\(outline.name): A\n", with: "") + "\(outline.name): [\(items)]\n")
      #expect(batch.diagnostics.contains { $0.code == .tooMany && $0.place != nil }, "\(outline.name)")
    }
  }
}
