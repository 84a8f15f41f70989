import CartularyBase
import CartularyQuery
import TestSupport

/// Makes random trees of what the sample schema can say, from texts that lie near the grammar's edges.
struct RandomTrees {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func query() -> Query {
    let keys = ["relevance", "title", "modified"].shuffled(using: &generator).prefix(number(0...2))
    let sort = keys.map { SortKey(field: $0, descending: Bool.random(using: &generator)) }
    let matching = [nil, WordMatching.any, .all][number(0...2)]
    return Query(root: number(0...20) == 0 ? nil : node(depth: 4), sort: sort, matching: matching)
  }

  mutating func node(depth: Int) -> Node {
    guard depth > 0, number(0...3) > 0 else { return Node(leaf()) }
    switch number(0...8) {
    case 0...2: return Node(.and(nodes(depth: depth - 1)))
    case 3...4: return Node(.or(nodes(depth: depth - 1)))
    case 5: return Node(.not(node(depth: depth - 1)))
    case 6: return Node(.required(node(depth: depth - 1)))
    case 7: return Node(.scope(field: pick(["title", "description", "variable"]), node(depth: depth - 1)))
    default: return Node(leaf())
    }
  }

  private mutating func nodes(depth: Int) -> [Node] { (0..<number(0...4)).map { _ in node(depth: depth) } }

  private mutating func leaf() -> Node.Kind {
    switch number(0...9) {
    case 0...1: .word(text())
    case 2: .prefix("ab" + text())
    case 3: .phrase(text())
    case 4: .identifier(pick(Self.identifiers))
    case 5...6: .field(clause())
    case 7:
      .presence(
        field: pick(["license", "title", "columns", "modified"]), isPresent: Bool.random(using: &generator))
    case 8: .state(pick(["open", "restricted", "withdrawn"]))
    default:
      pick([.all, .word(pick(Self.identifiers)), .word(pick(Self.pieces)), .prefix(pick(Self.identifiers))])
    }
  }

  private mutating func clause() -> FieldClause {
    switch number(0...7) {
    case 0...2:
      FieldClause(
        field: pick(["title", "variable", "keyword", "publisher", "identifier", "place"]),
        match: .values((0...number(0...2)).map { _ in openValue() }))
    case 3:
      FieldClause(
        field: "license",
        match: .values(
          (0...number(0...2)).map { _ in
            FieldValue(text: pick(["MIT", "CC0-1.0", "CC-BY-4.0", "LicenseRef-a,b", "LicenseRef-\"x y\""]))
          }))
    case 4:
      FieldClause(field: "sensitivity", match: range(of: ["public", "internal", "controlled", "restricted"]))
    case 5:
      FieldClause(field: "records", match: range(of: ["-1e3", "-5", "0", "0.5", "1000000"]))
    case 6:
      FieldClause(
        field: "modified",
        match: pick([
          range(of: ["1999", "2020-02-29", "2021-07", "2024"]), range(of: ["-30d", "-1d", "today"]),
          .values([FieldValue(text: "2020"), FieldValue(text: "-30d")]), .values([FieldValue(text: "-30d")]),
        ]))
    default:
      FieldClause(
        field: "bbox",
        match: .box(
          BoundingBox(
            west: Double(number(-180...180)), south: -Double(number(0...900)) / 10.7,
            east: Double(number(-1800...1800)) / 10,
            north: Double(number(0...90)))!))  // within the limits, as the numbers are
    }
  }

  private mutating func openValue() -> FieldValue {
    var value = text()
    if value.isEmpty { value = "x" }
    switch number(0...2) {
    case 0: return FieldValue(text: value, form: .bare)
    case 1: return FieldValue(text: value, form: .phrase)
    default: return FieldValue(text: value + "ab", form: .prefix)
    }
  }

  /// A range whose bounds, if there are two, are in order. Both open sides make `presence`.
  private mutating func range(of scale: [String]) -> FieldClause.Match {
    let places = [number(0...scale.count - 1), number(0...scale.count - 1)].sorted()
    func bound(_ place: Int) -> Bound {
      Bound(text: scale[place], isInclusive: Bool.random(using: &generator))
    }
    let lower = number(0...3) == 0 ? nil : bound(places[0])
    let upper = number(0...3) == 0 ? nil : bound(places[1])
    return .range(lower: lower, upper: upper)
  }

  private mutating func text() -> String { (0..<number(0...4)).map { _ in pick(Self.pieces) }.joined() }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements.randomElement(using: &generator)!
  }  // never empty

  /// What texts are made of: all that the grammar gives a meaning, and some that it does not.
  static let pieces = [
    "a", "water", "B2", "7", " ", "  ", "\t", "\n", "\u{3000}", "\"", "“", "”", "„", "\\", "*", "-", "+", "(",
    ")", ":", ",", ".",
    "..", "<", ">=", "[", "]", "{", "}", " TO ", "AND", "OR", "NOT", "and", "license:", "in:", "sort:",
    "match:",
    "xyz:", "doi:",
    "10.5072/", "https://", "é", "e\u{301}", "海洋", "😀", "👩‍👧", "עברית", "\u{202E}", "\u{0}", "%", "/", "-30d",
    "today", "*:*", "!", "&&", "||", "^2", "~5", "~", "?", "=", "!=", "-160", "160", "not", "trees",
  ]

  static let identifiers = [
    "10.5072/FK2/ABC", "doi:10.1016/S0140-6736(05)71146-6", "https://x.org/a?b=c:d", "ark:/12345/x5",
    "urn:isbn:0451450523",
    "123e4567-e89b-12d3-a456-426614174000", "AAA-001-ZZZ", "bi63-dtpu", "10.5072/a.", "10.5072/a)b",
    "https://x.org/a*",
    "10.5072/a\"b", "10.5072/a\\b",
  ]
}
