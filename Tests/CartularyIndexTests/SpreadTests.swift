import TestSupport
import Testing

@testable import CartularyIndex

/// The engine would add up the weights of a document's terms in the order of how frequent they are in the index that holds it.
@Suite("Documents in one index and the same spread over several")
struct SpreadTests {
  private static let words = ["soil", "water", "carbon", "moistur", "land", "river", "clay", "sand", "rock"]
  private let directory = TemporaryDirectory()

  /// - Returns: A reader of one index, and one of five, in each of which other words are frequent.
  private func readers() throws -> [IndexReader] {
    var random = SeededGenerator(seed: 5)
    var parts = [[IndexDocument]](repeating: [], count: 5)
    for number in 0..<250 {
      var made = IndexDocument(uniqueTerm: "Q\(number)")
      for (place, word) in Self.words.enumerated() {
        let isFrequent = (place + number) % 5 < 2
        guard isFrequent || Int.random(in: 0..<4, using: &random) == 0 else { continue }
        made.add("Z" + word, wdf: Int.random(in: 1...90, using: &random))
      }
      made.payload = Array("\(number)".utf8)
      parts[number % 5].append(made)
    }
    let paths = parts.indices.map { directory("part\($0)") }
    for (path, documents) in zip(paths, parts) { try publish(documents, at: path) }
    try publish(parts.flatMap(\.self), at: directory("whole"))
    return [try IndexReader(paths: [directory("whole")]), try IndexReader(paths: paths)]
  }

  private func weights(_ query: IndexQuery, _ order: [SortKey], in reader: IndexReader) throws -> [String:
    UInt64]
  {
    var request = SearchRequest(query: query, limit: 250)
    request.order = order
    request.weighting = BM25(k1: 48, b: 0)
    let found = try reader.best(request)
    return Dictionary(
      found.map { (String(decoding: $0.payload, as: UTF8.self), $0.weight.bitPattern) },
      uniquingKeysWith: { one, _ in one })
  }

  @Test("weigh the same to the last bit, whatever is added up", arguments: [0.0, 3, 1024, 0x1p30])
  func weights(fixed: Double) throws {
    let readers = try readers()
    let terms = Self.words.enumerated().map { place, word in
      IndexQuery.scale(1 / (Double(place) + 1.3), .term("Z" + word))
    }
    let named = IndexQuery.fixed("Zrock", weight: fixed)
    for query in [
      IndexQuery.or(terms + (fixed > 0 ? [named] : [])), .and(Array(terms[..<3]) + [.or([terms[3], named])]),
      .andMaybe(.or(Array(terms[..<5])), .or([named, .fixed("Zsand", weight: 2 * fixed)])),
      .andMaybe(.or(Array(terms[..<4])), .scale(0.4, .or(Array(terms[3...])))),
      .andNot(.or(Array(terms[2...])), terms[0]),
    ] {
      // By weight, and by a value, for which the engine searches.
      for order in [[.relevance], [.value(slot: 0, descending: false)]] as [[SortKey]] {
        let found = try readers.map { try weights(query, order, in: $0) }
        #expect(found[0].count > 3 && found[0] == found[1], "\(query)")
      }
    }
  }

  @Test("may have as many endings of a beginning together as alone, where they are parts of one whole")
  func endings() throws {
    var paths: [String] = []
    for number in 0..<3 {
      var made = try document("\(number)", "soil")
      for ending in 0..<4 { made.add("XWa\(number)\(ending)", wdf: 0) }
      paths.append(directory("w\(number)"))
      let writer = try IndexWriter(path: paths[number], create: true)
      try writer.begin()
      try writer.replace(made)
      try writer.setMetadata("seal", to: "s\(number)")
      try writer.commit()
    }
    func count(_ wholes: [String], limit: Int) throws -> Int {
      let sealed = zip(paths, wholes).enumerated().map {
        SealedIndex(path: $1.0, seal: "s\($0)", whole: $1.1)
      }
      return try IndexReader(sealed: sealed, key: "seal").count(.wildcard(prefix: "XWa", limit: limit))
    }
    #expect(try count(["x", "y", "z"], limit: 4) == 3)
    #expect(try count(["x", "x", "x"], limit: 12) == 3 && count(["x", "x", "y"], limit: 8) == 3)
    for (wholes, limit) in [
      (["x", "x", "x"], 11), (["x", "x", "y"], 7), (["x", "y", "y"], 7), (["x", "y", "z"], 3),
    ] {
      #expect(code { _ = try count(wholes, limit: limit) } == .badQuery, "\(wholes) \(limit)")
    }
  }
}
