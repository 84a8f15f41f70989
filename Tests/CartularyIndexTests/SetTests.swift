import Foundation
import TestSupport
import Testing

@testable import CartularyIndex

/// Random documents in three indexes, and random queries over them: what sets say is held against what the engine finds.
@Suite("Sets of documents")
struct SetTests {
  let directory = TemporaryDirectory()
  let paths: [String]
  private static let words = ["soil", "water", "carbon", "moisture", "land", "river"]
  private static let themes = ["a", "b", "cé", "Ж", "long theme", ""]

  /// Slot 0 holds the id, slot 1 a year, slot 2 a list, slot 3 one of few values, slot 4 a list of one.
  init() throws {
    var random = SeededGenerator(seed: 17)
    paths = (0..<3).map { [directory] in directory("index\($0)") }
    for (index, path) in paths.enumerated() {
      var documents: [IndexDocument] = []
      for number in 0..<(30 + 40 * index) {
        let id = "\(index)-\(number)"
        let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
          Self.words.randomElement(using: &random)!
        }.joined(separator: " ")
        var made = try document(id, text)
        made.add("XW" + Self.words.randomElement(using: &random)!)
        made.set(0, to: id)
        if Int.random(in: 0...2, using: &random) > 0 {
          made.set(1, to: String(1990 + Int.random(in: 0...30, using: &random)))
        }
        made.set(
          2,
          toList: (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Self.themes.randomElement(using: &random)!
          })
        made.set(3, to: ["x", "y"].randomElement(using: &random)!)
        made.set(4, toList: [Self.themes.randomElement(using: &random)!])
        documents.append(made)
      }
      try publish(documents, at: path)
      // Numbers with gaps, and records that were written again.
      let writer = try IndexWriter(path: path, create: false)
      try writer.begin()
      for number in [3, 17, 29] { try writer.delete(uniqueTerm: "Q\(index)-\(number)") }
      try writer.replace(try document("\(index)-5", "soil soil water"))
      try writer.commit()
    }
  }

  /// How many random queries are asked; `make torture` asks 10,000.
  private static let queryCount =
    ProcessInfo.processInfo.environment["CARTULARY_QUERIES"].flatMap(Int.init) ?? 400

  private func readers() throws -> [IndexReader] {
    try [[paths[0]], [paths[1]], paths, []].map { try IndexReader(paths: $0) }
  }

  @Test("a set, its count and its facets are those of a search")
  func equalsSearch() throws {
    var random = SeededGenerator(seed: 4)
    let readers = try readers()
    for _ in 0..<Self.queryCount {
      let query = Self.query(&random, depth: 3)
      for reader in readers {
        // Where none are wanted the engine may reckon how many there are.
        var request = SearchRequest(query: Self.withoutWelcome(query), limit: 1_000)
        request.facets = [2, 4]
        request.isForComparison = true
        let found = try reader.search(request)
        let set = try reader.set(of: query)
        #expect(set.count == found.matches.count, "\(query)")
        for slot in request.facets {
          #expect(try reader.values(of: slot).facet(of: set) == found.facets[slot], "\(query)")
        }
      }
    }
  }

  @Test("a page is that of a search, weights and equals too")
  func bestEqualsSearch() throws {
    var random = SeededGenerator(seed: 5)
    let readers = try readers()
    let orders: [[SortKey]] = [
      [.relevance, .value(slot: 3, descending: true), .value(slot: 0, descending: false)],
      [.relevance, .value(slot: 1, descending: true), .value(slot: 0, descending: true)],
      [.value(slot: 1, descending: false), .value(slot: 0, descending: false)],
    ]
    for _ in 0..<Self.queryCount {
      var request = SearchRequest(
        query: Self.query(&random, depth: 2), offset: Int.random(in: 0...20, using: &random),
        limit: Int.random(in: 0...12, using: &random))
      request.order = orders.randomElement(using: &random)!
      // Where lengths count, the engine weighs.
      let isLengthCounted = Int.random(in: 0...2, using: &random) == 0
      request.weighting.b = isLengthCounted && !request.query.hasPlaces ? 0.5 : 0
      for reader in readers {
        request.isForComparison = true
        let expected = try reader.search(request)
        request.isForComparison = false
        let marked = try reader.search(request)
        #expect(marked.total == expected.total, "\(request)")
        // Where lengths count, equals may change places with the tree by which the engine adds them up.
        let areEqualsSure = request.weighting.b == 0 || request.order.first != .relevance
        if areEqualsSure {
          #expect(marked.matches.map(\.payload) == expected.matches.map(\.payload), "\(request)")
        }
        let found = try reader.best(request)
        let all = try matches(request, reader)
        #expect(found.count == all.dropFirst(request.offset).prefix(request.limit).count, "\(request)")
        // Sums in another order differ in their last bits: then documents are equal here that are not there.
        let isAlike = zip(found, all.dropFirst(request.offset)).allSatisfy { one, other in
          abs(one.weight - other.weight) <= 1e-12 * other.weight
        }
        #expect(isAlike, "\(request)")
        let areDistinct = zip(all, all.dropFirst()).allSatisfy { one, other in
          one.weight == other.weight || abs(one.weight - other.weight) > 1e-11 * one.weight
        }
        if areDistinct, areEqualsSure, !request.query.hasPlaces {
          #expect(found.map(\.payload) == expected.matches.map(\.payload), "\(request)")
        }
        let unweighted = SearchRequest(
          query: .scale(0, request.query), offset: request.offset, limit: request.limit)
        var ordered = unweighted
        (ordered.order, ordered.isForComparison) = (request.order, true)
        #expect(
          try reader.best(ordered, of: reader.set(of: request.query)).map(\.payload)
            == reader.search(ordered).matches.map(\.payload), "\(ordered)")
      }
    }
  }

  /// All matches, by their weights: as the engine finds them, or, with phrases, reckoned document by document. Of an
  /// alternative Xapian 1.4.22 takes a phrase that says no to stand at the next document, and adds its weight to others.
  private func matches(_ request: SearchRequest, _ reader: IndexReader) throws
    -> [(weight: Double, id: String)]
  {
    var asked = request
    (asked.offset, asked.limit) = (0, 1_000)
    guard request.query.hasPlaces, request.order.first == .relevance else {
      asked.isForComparison = true
      return try reader.search(asked).matches.map { ($0.weight, String(decoding: $0.payload, as: UTF8.self)) }
    }
    asked.query = .all
    return try reader.search(asked).matches.compactMap { match in
      let id = String(decoding: match.payload, as: UTF8.self)
      guard let weight = try self.weight(id, request.query, 1, request.weighting, reader) else { return nil }
      return (weight, id)
    }.sorted { $0.weight > $1.weight }
  }

  /// What a document weighs, part by part; `nil` if it does not match.
  private func weight(
    _ id: String, _ query: IndexQuery, _ factor: Double, _ weighting: BM25, _ reader: IndexReader
  ) throws -> Double? {
    func weight(_ query: IndexQuery, by factor: Double = factor) throws -> Double? {
      try self.weight(id, query, factor, weighting, reader)
    }
    func isMatch() throws -> Bool { try reader.count(.and([.term("Q" + id), query])) == 1 }
    switch query {
    case .term(let term):
      guard let wdf = try reader.documentTerms(uniqueTerm: "Q" + id)?.first(where: { $0.term == term })?.count
      else { return nil }
      let (count, frequency) = (Double(try reader.documentCount), Double(try reader.frequency(of: term)))
      let odds = (count - frequency + 0.5) / (frequency + 0.5)
      let inverse = log(odds < 2 ? odds * 0.5 + 1 : odds)
      return factor * inverse * (weighting.k1 + 1) * Double(wdf) / (weighting.k1 + Double(wdf))
    case .fixed(_, let fixed): return try isMatch() ? factor * fixed : nil
    case .and(let parts):
      let weights = try parts.map { try weight($0) }
      return weights.isEmpty || weights.contains(nil) ? nil : weights.reduce(0) { $0 + $1! }
    case .or(let parts):
      let weights = try parts.compactMap { try weight($0) }
      return weights.isEmpty ? nil : weights.reduce(0, +)
    case .andNot(let wanted, let unwanted): return try weight(unwanted) == nil ? weight(wanted) : nil
    case .filter(let wanted, let filter): return try weight(filter) == nil ? nil : weight(wanted)
    case .andMaybe(let wanted, let welcome):
      return try weight(wanted).map { try $0 + (weight(welcome) ?? 0) }
    case .scale(let scale, let part): return try weight(part, by: factor * scale)
    case .phrase(let terms, _), .near(let terms, _):
      return try isMatch() ? weight(.and(terms.map { .term($0) })) : nil
    default: return try isMatch() ? 0 : nil
    }
  }

  /// Of such pages the engine's own search for the best leaves a record out of one in some hundred, mostly of the last.
  @Test("of several words, a page has every match that belongs there, the last records too")
  func severalWords() throws {
    var random = SeededGenerator(seed: 7)
    for count in [40, 70, 110, 200, 300, 500] {
      let path = directory("last\(count)")
      try publish(
        (0..<count).map { number in
          let text = (0...Int.random(in: 0...5, using: &random)).map { _ in
            Self.words.randomElement(using: &random)!
          }
          return try document("\(number)", text.joined(separator: " "))
        }, at: path)
      let reader = try IndexReader(paths: [path])
      for _ in 0..<800 {
        let words = (0..<Int.random(in: 3...5, using: &random)).map { _ in
          IndexQuery.term(
            "Z" + ["soil", "water", "carbon", "moistur", "land", "river"].randomElement(using: &random)!)
        }
        var request = SearchRequest(query: .or(words), limit: Int.random(in: 1...30, using: &random))
        request.weighting.b = 0
        let expected = try reader.search(request).matches.map(\.weight)
        request.order = [.relevance, .value(slot: 0, descending: false)]
        let found = try reader.best(request).map(\.weight)
        let isAlike = zip(found, expected).allSatisfy { one, other in abs(one - other) <= 1e-12 * other }
        #expect(found.count == expected.count && isAlike, "\(request)")
      }
    }
  }

  @Test("of hundreds of equals, a page has those that stand first")
  func manyEquals() throws {
    let path = directory("equals")
    try publish(
      (0..<900).map { number in
        var made = try document("\(number)", number % 3 == 0 ? "soil water" : "soil")
        made.set(0, to: String(1_000 + (number * 7919) % 900))
        return made
      }, at: path)
    let reader = try IndexReader(paths: [path])
    for offset in [0, 5, 299, 700] {
      var request = SearchRequest(
        query: .andMaybe(.term("Zsoil"), .scale(0.4, .term("Zwater"))), offset: offset, limit: 10)
      request.weighting.b = 0
      request.order = [.relevance, .value(slot: 0, descending: false)]
      let expected = try reader.search(request)
      #expect(
        try reader.best(request).map(\.payload)
          == expected.matches.map(\.payload))
    }
  }

  /// Xapian 1.4.22 takes the list of all documents, which has a second chunk here, for a damaged one of the term.
  @Test("what every document has is found where numbers have gaps, in all places of a query")
  func allButGaps() throws {
    let path = directory("gaps")
    try publish(
      try (0..<1_500).map { number in
        var made = try document("\(number)", number % 2 == 0 ? "soil" : "water")
        made.add("XApublic")
        made.set(0, to: String(10_000 + number))
        return made
      }, at: path)
    let writer = try IndexWriter(path: path, create: false)
    try writer.begin()
    for number in [0, 700] { try writer.delete(uniqueTerm: "Q\(number)") }
    try writer.commit()
    let reader = try IndexReader(paths: [path])
    let everywhere: [IndexQuery] = [.term("XApublic"), .wildcard(prefix: "XAp", limit: 10)]
    for all in everywhere {
      for query in [
        all, .or([.term("Zriver"), all]), .filter(.all, .or([.term("Zriver"), all])), .scale(0, all),
        .andNot(all, .term("Zriver")), .filter(.all, all), .and([.all, all]),
      ] as [IndexQuery] {
        var request = SearchRequest(query: query, limit: 3)
        #expect(try reader.search(request).total == 1_498, "\(query)")
        request.order = [.relevance, .value(slot: 0, descending: true)]
        request.weighting.b = 0
        #expect(
          try reader.best(request).map {
            String(decoding: $0.payload, as: UTF8.self)
          }
            == ["1499", "1498", "1497"], "\(query)")
      }
    }
  }

  @Test("what is known of an index is of its present state")
  func newState() throws {
    let memory = IndexMemory()
    let (one, other) = (
      try IndexReader(paths: [paths[0]], memory: memory), try IndexReader(paths: [paths[0]], memory: memory)
    )
    #expect(one.state === other.state)
    let before = try one.count(.term("Zsoil"))
    try publish([try document("new", "soil")], at: paths[0])
    #expect(try one.count(.term("Zsoil")) == before)
    #expect(try other.reopen())
    #expect(try other.count(.term("Zsoil")) == before + 1)
    #expect(one.state !== other.state)
    #expect(try one.count(.term("Zsoil")) == before)
    #expect(try one.reopen())
    #expect(one.state === other.state)
  }

  @Test("sets of a thousand different filters stay within their bound")
  func boundedMemory() throws {
    let memory = IndexMemory(byteLimit: 20_000)
    let reader = try IndexReader(paths: paths, memory: memory)
    for number in 0..<1_000 {
      _ = try reader.count(.term("XX\(number)"))
      #expect(memory.byteCount <= 20_000)
    }
    #expect(
      try reader.count(.term("Zsoil")) == reader.search(SearchRequest(query: .term("Zsoil"), limit: 0)).total)
  }

  @Test("what a search refuses, a set refuses")
  func refused() throws {
    var deep = IndexQuery.all
    for _ in 0...IndexQuery.maximumDepth { deep = .scale(1, deep) }
    for reader in try readers() {
      for query in [.term(""), deep, .wildcard(prefix: "", limit: 3), .wildcard(prefix: "XW", limit: 1)] {
        let ofSearch = code { _ = try reader.search(SearchRequest(query: query, limit: 0)) }
        #expect(code { _ = try reader.count(query) } == ofSearch, "\(query)")
      }
    }
  }

  /// The same matches without what only adds to weights: Xapian 1.4.22 lets through some of what `.andNot` leaves out where
  /// that has a part of this kind. The engine is asked so for comparison alone; a search hands it a set there.
  private static func withoutWelcome(_ query: IndexQuery) -> IndexQuery {
    switch query {
    case .andMaybe(let wanted, _): withoutWelcome(wanted)
    case .and(let parts): .and(parts.map(withoutWelcome))
    case .or(let parts): .or(parts.map(withoutWelcome))
    case .andNot(let one, let other): .andNot(withoutWelcome(one), withoutWelcome(other))
    case .filter(let one, let other): .filter(withoutWelcome(one), withoutWelcome(other))
    case .scale(let factor, let part): .scale(factor, withoutWelcome(part))
    default: query
    }
  }

  private static func query(_ random: inout SeededGenerator, depth: Int) -> IndexQuery {
    func term() -> String {
      "Z" + ["soil", "water", "carbon", "moistur", "land", "river"].randomElement(using: &random)!
    }
    func parts() -> [IndexQuery] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in query(&random, depth: depth - 1) }
    }
    func part() -> IndexQuery { query(&random, depth: depth - 1) }
    switch Int.random(in: 0...(depth > 0 ? 15 : 7), using: &random) {
    case 0: return .all
    case 1:
      return .valueRange(
        slot: 1, lower: ["", "1999", "2020"].randomElement(using: &random),
        upper: ["", "2005"].randomElement(using: &random))
    case 2: return .wildcard(prefix: "XW" + ["", "s", "l", "q"].randomElement(using: &random)!, limit: 100)
    case 3: return .phrase([term(), term()], window: 2)
    case 4: return .fixed(term(), weight: 3)
    case 5, 6, 7: return .term(term())
    case 8, 9: return .and(parts())
    case 10, 11: return .or(parts())
    case 12: return .andNot(part(), part())
    case 13: return .filter(part(), part())
    case 14: return .andMaybe(part(), .term(term()))
    default: return .scale(0.5, part())
    }
  }
}

extension IndexQuery {
  fileprivate var hasPlaces: Bool {
    switch self {
    case .phrase, .near: true
    case .or(let parts), .and(let parts), .synonym(let parts): parts.contains(where: \.hasPlaces)
    case .andMaybe(let one, let other), .andNot(let one, let other), .filter(let one, let other):
      one.hasPlaces || other.hasPlaces
    case .scale(_, let part): part.hasPlaces
    default: false
    }
  }
}
