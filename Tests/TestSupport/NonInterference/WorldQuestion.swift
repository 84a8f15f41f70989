internal import CartularyModel

/// One thing to ask of every surface, with all that any of them may need.
package struct WorldQuestion: Sendable {
  package let query: String
  /// A place in the query where a cursor may stand, in bytes.
  package let cursor: Int
  /// Of a record that is visible to everyone, to some, or to none; or of none at all.
  package let id: String
  package let facet: String
  package let facetPrefix: String
  package let sort: String
  package let offset: Int
}

/// Makes questions. They know everything that is hidden, as someone who guesses well would.
package struct WorldQuestions {
  private var generator: SeededGenerator
  private let records: [Dataset]
  private let fields: [String]
  private let facets: [String]
  private let sortKeys: [String]

  /// - Parameters:
  ///   - fields: Names of all fields that a query may use.
  ///   - facets: Those that are counted.
  ///   - sortKeys: What results can be ordered by.
  package init(
    seed: UInt64, about world: HiddenWorld, fields: [String], facets: [String], sortKeys: [String]
  ) {
    generator = SeededGenerator(seed: seed)
    records = world.current.map(\.dataset)
    (self.fields, self.facets, self.sortKeys) = (fields, facets, sortKeys)
  }

  /// How many questions the tests ask: `count`, or what the environment variable `CARTULARY_LEAK_QUERIES` says.
  package static func count(_ count: Int, environment: [String: String]) -> Int {
    environment["CARTULARY_LEAK_QUERIES"].flatMap(Int.init) ?? count
  }

  package mutating func next() -> WorldQuestion {
    let query = query()
    return WorldQuestion(
      query: query, cursor: Int.random(in: 0...query.utf8.count, using: &generator), id: id(),
      facet: pick(facets), facetPrefix: String(word().prefix(Int.random(in: 0...3, using: &generator))),
      sort: (chance(2) ? "-" : "") + pick(sortKeys),
      offset: chance(4) ? Int.random(in: 1...30, using: &generator) : 0)
  }

  // MARK: - Queries

  private mutating func query() -> String {
    switch Int.random(in: 0..<23, using: &generator) {
    case 0: return pick(["", "*", "*:*"])
    case 1: return pick(records).title
    case 2: return pick(records).identifiers.first ?? word()
    case 3: return pick(Self.faults)
    case 4: return "\(word()) sort:\(pick(sortKeys))"
    // A spelling that only hidden records have, and a word that is the whole name of a hidden publisher only.
    case 6: return pick(records).keywords.last ?? word()
    case 7: return "publisher:\(pick(WorldWords.common))"
    case 5: return (0..<8).map { _ in word() }.joined(separator: " ") + (chance(3) ? " match:all" : "")
    case 8: return "\(word()) \(pick(WorldWords.abbreviations))"
    // A half-typed last word.
    case 9: return "\(word()) \(word().prefix(3))"
    // Words that a filter says better.
    case 10: return "\(pick(WorldWords.common)) \(pick(Self.meant))"
    // A name that stands in another field.
    case 11: return "publisher:\(Self.bare(pick(records).creators.first?.name ?? word()))"
    case 12: return "place:\(pick(WorldWords.common))"
    default:
      return (0..<Int.random(in: 1...3, using: &generator)).map { _ in clause() }.joined(separator: " ")
    }
  }

  private mutating func clause() -> String {
    switch Int.random(in: 0..<14, using: &generator) {
    case 0...3: return word()
    case 4: return "\"\(word()) \(word())\""
    case 5: return "-" + word()
    case 6: return "NOT \(field())"
    case 7: return "(\(word()) OR \(word()))"
    case 8: return "\(word().prefix(4))*"
    case 9: return pick(Self.ranges)
    case 10: return pick(["has:", "no:"]) + pick(fields)
    case 11: return pick(["is:open", "is:restricted", "in:title \(word())", "in:variable \(word())"])
    default: return field()
    }
  }

  private mutating func field() -> String {
    let name = pick(fields)
    let value = value(of: name)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return "\(name):\(value.prefix(3))*"
    case 1: return "\(name):\"\(value)\""
    case 2: return "\(name):(\(Self.bare(value)) OR \(word()))"
    default: return "\(name):\(Self.bare(value))"
    }
  }

  /// A value that some record has, hidden or not, for fields whose values it knows; else some word.
  private mutating func value(of field: String) -> String {
    let record = pick(records)
    let values: [String]
    switch field {
    case "id": return id()
    case "identifier": values = record.identifiers
    case "keyword": values = record.keywords
    case "theme": values = record.themes
    // The publisher's words one by one, too: a hidden publisher is so called as a whole.
    case "publisher":
      values = (record.publisher?.name).map { [$0] + $0.split(separator: " ").map(String.init) } ?? []
    case "creator": values = record.creators.map(\.name)
    case "availability": values = Availability.allCases.map(\.rawValue)
    case "fee": values = FeeKind.allCases.map(\.rawValue) + ["not-stated"]
    case "lead-time", "effort": values = ["30", "<=100", "1..60"]
    case "steward": values = [record.steward?.name].compactMap { $0 }
    case "format": values = record.formats
    case "language": values = record.languages
    case "audience": values = record.audience.labels
    case "license": values = record.effectiveLicenses.map(\.id)
    case "openness": values = [record.openness.rawValue]
    case "sensitivity": values = [record.sensitivity.rawValue]
    case "sharing": values = record.sharing.map(\.rawValue)
    case "form": values = record.forms.map(\.rawValue)
    case "technique": values = record.techniques.map(\.rawValue)
    case "access": values = record.access.modes.map(\.rawValue)
    case "requires": values = record.access.requirements.map(\.kind.rawValue)
    case "purpose": values = record.access.purposes.map(\.rawValue)
    case "place": values = record.spatial.compactMap(\.name)
    case "bbox": values = ["0,0,60,60", "-170,-80,0,0"]
    case "covers", "issued", "modified": values = ["2001", "1887", "2024-02", "1990..2010"]
    default: values = []
    }
    return values.isEmpty ? word() : pick(values)
  }

  private static func bare(_ value: String) -> String { value.contains(" ") ? "\"\(value)\"" : value }

  private mutating func word() -> String {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0, 1: return pick(WorldWords.canaries)
    case 2, 3: return WorldWords.misspelt(pick(WorldWords.common), by: &generator)
    case 4: return WorldWords.misspelt(pick(WorldWords.canaries), by: &generator)
    default: return pick(WorldWords.common)
    }
  }

  private mutating func id() -> String {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: "rec-\(Int.random(in: 900...1300, using: &generator))"
    case 1: pick(records).id + "z"
    default: pick(records).id
    }
  }

  private static let ranges = [
    "modified:2001..2010", "modified:<1900", "issued:>=2010", "covers:..1995", "sensitivity:>=restricted",
    "sensitivity:internal..controlled", "bbox:-20,30,40,70", "modified:1887", "issued:2004",
  ]

  private static let meant = [
    "for download", "free of charge", "differential privacy", "nda", "on request", "open data", "encryption",
    "commercially", "secure enclave", "i may use",
  ]

  private static let faults = [
    "sensitivity:publik", "licens:MIT", "(asthma OR", "\"unclosed", "modified:20..x", "a*", "sort:nothing",
    "zorblaxx:asthma", "publishr:office", "asthma AND", "bbox:1,2,3", "license:LicenseRef-zorblax*", "()",
    "- -",
    "sensitivity:zorblax", "is:hidden",
  ]

  private mutating func pick<Element>(_ all: [Element]) -> Element {
    all[Int.random(in: all.indices, using: &generator)]
  }

  private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &generator) == 0 }
}
