import CartularyBase
import CartularyModel
import TestSupport

@testable import CartularyManifests

/// Makes records whose every field may be filled, with text that is awkward to write.
struct RandomDatasets {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func next() -> Dataset {
    var dataset = Dataset(id: "r\(generator.next())", title: text(), description: longText())
    dataset.identifiers = list { $0.text() }
    dataset.aliases = list { $0.text() }
    dataset.landingPage = maybe { $0.text() }
    dataset.publisher = maybe { $0.agent() }
    dataset.steward = maybe { $0.agent() }
    dataset.creators = list { $0.agent() }
    dataset.keywords = list { $0.text() }
    dataset.themes = list { $0.text() }
    dataset.languages = list { $0.pick(["en", "no", "y", "de-CH"]) }
    dataset.temporal = maybe { $0.coverage() }
    dataset.spatial = list { $0.place() }
    dataset.issued = maybe { $0.date() }
    dataset.modified = maybe { $0.date() }
    dataset.version = maybe { $0.text() }
    dataset.frequency = code()
    dataset.frequencyText = maybe { $0.text() }
    dataset.distributions = list { $0.distribution() }
    dataset.licenses = list { $0.license() }
    dataset.rights = maybe { $0.longText() }
    dataset.accessRights = code()
    dataset.sensitivity = code() ?? .unspecified
    dataset.hiddenSensitivity = code()
    dataset.sharing = list { $0.pick(SharingType.allCases) }
    dataset.forms = list { $0.pick(CollaborationForm.allCases) }
    dataset.techniques = list { $0.pick(PrivacyTechnique.allCases) }
    dataset.access = maybe { $0.access() } ?? AccessTerms()
    dataset.audience =
      maybe { Audience(labels: [$0.pick(["staff", "public", "no", "1"]), "x-1"]) } ?? .public
    dataset.dataDictionary = maybe { $0.dictionary() }
    dataset.provenance = maybe { random in
      Provenance(
        statement: random.maybe { $0.longText() },
        sources: random.list { random in
          SourceCitation(
            document: random.text(), section: random.maybe { $0.text() }, quote: random.maybe { $0.text() })
        })
    }
    dataset.relations = list { random in
      Relation(
        kind: random.pick(RelationKind.allCases), target: random.text(), title: random.maybe { $0.text() })
    }
    dataset.illustrative = list { $0.pick(["title", "data-dictionary"]) }
    dataset.unmapped = maybe { random in
      Dictionary(random.list { ($0.text(), $0.text()) }, uniquingKeysWith: { first, _ in first })
    }
    if generator.next() % 2 == 0 { StatedTerms.fill(&dataset) { text() } }
    return dataset
  }

  // MARK: - Parts

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(generator.next() % UInt64(values.count))]
  }

  private mutating func maybe<Value>(_ make: (inout Self) -> Value?) -> Value? {
    generator.next() % 2 == 0 ? make(&self) : nil
  }

  private mutating func list<Value>(_ make: (inout Self) -> Value) -> [Value] {
    (0..<Int(generator.next() % 4)).map { _ in make(&self) }
  }

  private mutating func code<Code: Vocabulary>() -> Code? { maybe { $0.pick(Array(Code.allCases)) } }

  /// Text without surrounding whitespace.
  mutating func text() -> String {
    if generator.next() % 3 == 0 { return pick(Self.awkward) }
    let pieces = (0...Int(generator.next() % 4)).map { _ in pick(Self.pieces) }
    return SourceNode.nonEmpty(pieces.joined(separator: pick(["", " ", "  ", "\n", ": ", ", "]))) ?? "x"
  }

  private mutating func longText() -> String {
    let words = (0...Int(generator.next() % 80)).map { _ in text() }
    return SourceNode.nonEmpty(words.joined(separator: pick([" ", "\n", "\n\n", "\n  "]))) ?? "x"
  }

  private mutating func agent() -> Agent {
    Agent(
      name: text(), email: maybe { $0.text() }, url: maybe { $0.text() }, identifier: maybe { $0.text() })
  }

  private mutating func date() -> PartialDate {
    PartialDate(pick(["2024", "0001", "2024-05", "2024-02-29", "9999-12-31"]))!  // each of them exists
  }

  private mutating func coverage() -> TemporalCoverage {
    var dates = [date(), date()].sorted { $0.firstDay < $1.firstDay }
    if dates[0].firstDay > dates[1].lastDay { dates.swapAt(0, 1) }
    return TemporalCoverage(
      start: maybe { _ in dates[0] }, end: maybe { _ in dates[1] }, text: maybe { $0.text() })
  }

  private mutating func place() -> Place {
    Place(
      name: maybe { $0.text() }, code: maybe { $0.text() },
      box: maybe { random in
        BoundingBox(
          west: random.pick([-180, 1e-7, 12.5]), south: random.pick([-90, -0.1]),
          east: random.pick([180, 3]),
          north: random.pick([90, 0.30000000000000004]))
      })
  }

  private mutating func license() -> License {
    switch generator.next() % 4 {
    case 0: LicenseTable.standard.licenses(from: text())[0]
    case 1: License(id: text(), openness: pick(Array(Openness.allCases)), text: maybe { $0.text() })
    case 2: LicenseTable.standard.licenses(from: "cc-by 4.0")[0]
    default: .notStated
    }
  }

  private mutating func distribution() -> Distribution {
    var distribution = Distribution()
    distribution.title = maybe { $0.text() }
    distribution.description = maybe { $0.longText() }
    distribution.accessURL = maybe { $0.text() }
    distribution.downloadURL = maybe { $0.text() }
    distribution.format = maybe { $0.pick(["CSV", "JSON-LD", "7Z", "1.5", "NO"]) }
    distribution.mediaType = distribution.format == nil ? nil : maybe { $0.pick(["text/csv", "a/b; c=d"]) }
    distribution.byteCount = maybe { Int($0.generator.next() >> 12) }
    distribution.checksum = maybe { $0.text() }
    distribution.licenses = list { $0.license() }
    distribution.rights = maybe { $0.text() }
    return distribution
  }

  private mutating func access() -> AccessTerms {
    var access = AccessTerms()
    access.modes = list { $0.pick(Array(AccessMode.allCases)) }
    access.url = maybe { $0.text() }
    access.contact = maybe { $0.agent() }
    access.requirements = list { random in
      var one = AccessRequirement(kind: random.pick(Array(Requirement.allCases)))
      one.name = random.maybe { $0.text() }
      one.url = random.maybe { $0.text() }
      one.body = random.maybe { $0.text() }
      one.contact = random.maybe { $0.text() }
      one.cost = random.maybe { $0.text() }
      one.duration = random.maybe { $0.text() }
      one.note = random.maybe { $0.longText() }
      return one
    }
    access.purposes = list { $0.pick(Array(Purpose.allCases)) }
    access.prohibitedPurposes = list { $0.pick(Array(Purpose.allCases)) }
    access.requesters = list { $0.pick(Array(RequesterKind.allCases)) }
    access.jurisdictions = list { $0.pick(["NO", "GB-SCT", "EU"]) }
    access.embargoUntil = maybe { $0.date() }
    access.publicationMoratoriumUntil = maybe { $0.date() }
    access.eraseBy = maybe { $0.date() }
    access.maximumMonths = maybe { Int($0.generator.next() % 1000) }
    access.consent = maybe { $0.text() }
    access.cost = maybe { $0.text() }
    access.leadTime = maybe { $0.text() }
    access.intermediary = maybe { $0.agent() }
    access.dataUse = list { $0.text() }
    access.note = maybe { $0.longText() }
    return access
  }

  private mutating func dictionary() -> DataDictionary {
    DataDictionary(
      url: maybe { $0.text() },
      tables: list { random in
        var table = DataTable(name: random.maybe { $0.text() }, variables: random.list { $0.variable() })
        table.title = random.maybe { $0.text() }
        table.description = random.maybe { $0.longText() }
        return table
      })
  }

  private mutating func variable() -> Variable {
    var variable = Variable(name: text())
    variable.label = maybe { $0.text() }
    variable.type = code()
    variable.unit = maybe { $0.text() }
    variable.description = maybe { $0.longText() }
    variable.values = list { random in AllowedValue(value: random.text(), label: random.maybe { $0.text() }) }
    variable.minimum = maybe { $0.pick(["0", "-5", "1e3", "0777", "1.10", "-0"]) }
    variable.maximum = maybe { $0.text() }
    variable.missing = list { $0.pick(["NA", "-999", "~", "null", ".nan", "."]) }
    variable.identifier = code()
    variable.sensitivity = code()
    variable.audience = maybe { _ in Audience(labels: ["staff"]) }
    return variable
  }

  private static let pieces = [
    "water", "Levels of the lake,", "a: b", "#", "# c", "it's", "\"q\"", "\\n", "&a", "*a", "**bold**: x",
    "[x](https://example.org/?a=b&c=d#e)", "{}", "- item", "-", "%", "@", "`", "!tag", "|", ">", "海洋é", "👩‍🔬",
    "x\ty", "1.10", "no", "?", ": ", "?x", "<<", "---", "...", "\u{A0}", "tail:", "a,b",
  ]

  private static let awkward = [
    "yes", "No", "null", "~", "1.10", "0777", "12:30:45", "1_000", "2024-05-17", "2024-05", "-5", "+5",
    "0x1F", ".5",
    "1e5", "true", "=", "<<", "---", "--- x", "...", "# not a comment", "a #b", "a# b", "key: value", "ends:",
    "- x",
    "? x", "*x", "&x & *y: z", "[x]: & *a", "{a: b}", "!x", "%x", "@x", "`x`", "'", "\"", "''", "\\", "a\nb",
    "a\n\nb",
    "a\n b", "a \nb", "a\r\nb", "a\u{85}b", "a\u{2028}b", "x\u{FEFF}y", "x\u{0}y", "x\u{1B}[31my",
    "x\u{202E}y",
    "\u{E000}", "\u{FFFE}", "\u{10FFFF}", "\u{301}x", "a\n\tb", "a\n# b\nc", "a\n  - b\n  - c\nd",
    String(repeating: "long ", count: 60) + "end", String(repeating: "k", count: 1_500),
    String(repeating: "x  y ", count: 40) + "z", String(repeating: "word ", count: 30) + "\n\n indented",
  ]
}
