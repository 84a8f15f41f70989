import CartularyBase
import CartularyModel
import TestSupport

@testable import CartularyManifests

/// Makes records whose every field may be filled, with values as valid records have them: addresses are addresses,
/// codes are codes.
struct PlainDatasets {
  private var generator: SeededGenerator
  private var number = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func next() -> Dataset {
    number += 1
    var dataset = Dataset(
      id: "r.\(number)", title: "Levels of lake \(number)", description: "About lake \(number).")
    dataset.identifiers = some(["https://doi.org/10.5072/lake\(number)", "lake-\(number)"])
    dataset.aliases = some(["Lake \(number)", "L\(number)"])
    dataset.landingPage = maybe("https://example.org/lakes/\(number)")
    dataset.publisher = maybe(agent("Office"))
    dataset.steward = maybe(agent("Keeper"))
    dataset.creators = some([agent("Anna"), agent("Bo")])
    dataset.keywords = some(["water", "level", "lake & sea"])
    dataset.themes = some(["Environment", "Hydrology"])
    dataset.languages = some(["en", "nb", "de-CH"])
    dataset.temporal = maybe(coverage())
    dataset.spatial = some([
      Place(name: "The north", code: "NO-54"),
      Place(name: "The lake", box: BoundingBox(west: 10.5, south: 59, east: 11, north: 60.25)),
    ])
    dataset.issued = maybe(date())
    dataset.modified = maybe(date())
    dataset.version = maybe("1.\(number)")
    dataset.frequency = maybe(pick(UpdateFrequency.allCases))
    dataset.frequencyText = dataset.frequency == nil ? nil : maybe("when the ice has gone")
    dataset.distributions = some([distribution(1), distribution(2)])
    dataset.licenses = some(
      ["CC-BY-4.0", "Terms of the lake office", "Terms of the shore"].flatMap {
        LicenseTable.standard.licenses(from: $0)
      })
    dataset.rights = maybe("Ask the office.")
    dataset.accessRights = maybe(pick(AccessRights.allCases))
    dataset.sensitivity = pick(Sensitivity.allCases)
    dataset.hiddenSensitivity = maybe(.restricted)
    dataset.sharing = some([.openData, .internal])
    dataset.forms = some([.dataPooling])
    dataset.techniques = some([.aggregation])
    dataset.access = access()
    dataset.audience = Audience(labels: [pick(["public", "staff"])]) ?? .public
    dataset.dataDictionary = maybe(dictionary())
    dataset.provenance = maybe(
      Provenance(
        statement: maybe("Read off a gauge."), sources: some([SourceCitation(document: "gauge.pdf")])))
    dataset.relations = some([
      Relation(kind: pick(RelationKind.allCases), target: "r.other", title: maybe("Another lake")),
      Relation(kind: pick(RelationKind.allCases), target: "https://example.org/other"),
    ])
    dataset.illustrative = some(["title"])
    dataset.unmapped = maybe(["depth": "12 m"])
    if number % 3 > 0 { StatedTerms.fill(&dataset) { "As stated by lake \(number)." } }
    return dataset
  }

  // MARK: - Parts

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(generator.next() % UInt64(values.count))]
  }

  private mutating func maybe<Value>(_ value: Value) -> Value? { generator.next() % 3 > 0 ? value : nil }

  private mutating func maybe<Value>(_ value: Value?) -> Value? { generator.next() % 3 > 0 ? value : nil }

  private mutating func some<Value>(_ values: [Value]) -> [Value] {
    values.filter { _ in generator.next() % 3 > 0 }
  }

  private mutating func agent(_ name: String) -> Agent {
    let mail = name.lowercased() + "@example.org"
    return Agent(
      name: "\(name) \(number)", email: maybe(mail), url: maybe("https://example.org/\(name)"),
      identifier: maybe("https://ror.org/\(name)\(number)"))
  }

  private mutating func date() -> PartialDate {
    PartialDate(pick(["2019", "2021-05", "2024-02-29"]))!  // each of them exists
  }

  private mutating func coverage() -> TemporalCoverage {
    TemporalCoverage(
      start: PartialDate("2001-02"), end: maybe(PartialDate("2020-12-31")), text: maybe("since the flood"))
  }

  private mutating func distribution(_ index: Int) -> Distribution {
    var distribution = Distribution()
    distribution.title = maybe("Form \(index)")
    distribution.description = maybe("All of it.")
    distribution.accessURL = maybe("https://example.org/\(number)/\(index)")
    distribution.downloadURL = "https://example.org/\(number)/\(index).csv"
    distribution.mediaType = maybe("text/csv")
    distribution.format = pick(["CSV", "ZIP"])
    distribution.byteCount = maybe(1_234)
    distribution.checksum = maybe(pick(["sha256:", "sha512:"]) + String(repeating: "0a", count: 32))
    distribution.licenses = some(LicenseTable.standard.licenses(from: "CC0-1.0"))
    distribution.rights = maybe("With care.")
    return distribution
  }

  private mutating func access() -> AccessTerms {
    var access = AccessTerms()
    access.modes = some([.onRequest])
    access.url = maybe("https://example.org/apply")
    access.contact = maybe(agent("Desk"))
    access.requirements = some(Requirement.allCases.map(AccessRequirement.init))
    access.purposes = some([.academicResearch, .education])
    access.prohibitedPurposes = some([.marketing, .lawEnforcement])
    access.requesters = some([.academic, .government])
    access.jurisdictions = some(["NO", "EU"])
    access.embargoUntil = maybe(PartialDate("2027-01-01"))
    access.publicationMoratoriumUntil = maybe(PartialDate("2028-01-01"))
    access.eraseBy = maybe(PartialDate("2032-06-30"))
    access.maximumMonths = maybe(24)
    access.consent = maybe("broad consent")
    access.cost = maybe("EUR 20")
    access.leadTime = maybe("a month")
    access.intermediary = maybe(agent("Broker"))
    access.dataUse = some(["GRU", "NCU", "DS:MONDO:0005070"])
    access.note = maybe("Write early.")
    return access
  }

  private mutating func dictionary() -> DataDictionary {
    var table = DataTable(name: maybe("levels"), variables: [variable("day"), variable("level")])
    table.title = maybe("Levels")
    table.description = maybe("A row a day.")
    return DataDictionary(url: maybe("https://example.org/dictionary"), tables: some([table]))
  }

  private mutating func variable(_ name: String) -> Variable {
    var variable = Variable(name: name)
    variable.label = maybe("The \(name)")
    variable.type = maybe(pick(VariableType.allCases))
    variable.unit = maybe("m")
    variable.description = maybe("What it was.")
    variable.values = some([AllowedValue(value: "1", label: maybe("one")), AllowedValue(value: "2")])
    variable.minimum = maybe("0")
    variable.maximum = maybe("9")
    variable.missing = some(["NA"])
    variable.identifier = maybe(pick(IdentifierKind.allCases))
    variable.sensitivity = maybe(.restricted)
    return variable
  }
}
