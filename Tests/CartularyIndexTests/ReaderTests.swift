import TestSupport
import Testing

@testable import CartularyIndex

@Suite("Reading")
struct ReaderTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = TemporaryDirectory()
    path = directory("index")
  }

  @Test("several indexes read as one, with common counts, and metadata of the first")
  func several() throws {
    let other = directory("other")
    try publish([document("a", "soil moisture"), document("b", "soil")], at: path)
    try publish([document("c", "soil carbon")], at: other)
    let writer = try IndexWriter(path: other, create: false)
    try writer.begin()
    try writer.setMetadata("name", to: "other")
    try writer.commit()
    let reader = try IndexReader(paths: [path, other])
    #expect(try reader.documentCount == 3)
    #expect(try reader.frequency(of: "Zsoil") == 3)
    #expect(try Set(reader.ids(.term("Zsoil"))) == ["a", "b", "c"])
    #expect(try reader.payload(uniqueTerm: "Qc") == Array("c".utf8))
    #expect(try reader.documentTerms(uniqueTerm: "Qc")?.map(\.term) == ["Qc", "Zcarbon", "Zsoil"])
    #expect(try reader.terms(prefix: "Zs", limit: 10) == [TermCount(term: "oil", count: 3)])
    #expect(try reader.metadata("name") == nil)
    #expect(try IndexReader(paths: [other, path]).metadata("name") == "other")
  }

  @Test("weights do not depend on how documents are spread over indexes")
  func sameWeights() throws {
    let documents = try (0..<20).map {
      try document("\($0)", String(repeating: "soil ", count: $0 % 3 + 1) + "word\($0)")
    }
    try publish(documents, at: path)
    try publish(Array(documents[..<7]), at: directory("one"))
    try publish(Array(documents[7...]), at: directory("two"))
    var request = SearchRequest(query: .or([.term("Zsoil"), .term("Zword3")]), limit: 20)
    request.order = [.relevance, .value(slot: 0, descending: false)]
    let whole = try IndexReader(paths: [path]).search(request)
    let parts = try IndexReader(paths: [directory("one"), directory("two")]).search(request)
    #expect(whole.matches.map(\.weight) == parts.matches.map(\.weight))
    #expect(whole.ids.first == "3")
    #expect(parts.ids.first == "3")
  }

  @Test("a reader keeps its snapshot over a commit, and reopening tells of changes")
  func reopen() throws {
    try publish([document("a")], at: path)
    let reader = try IndexReader(paths: [path])
    #expect(try !reader.reopen())
    try publish([document("b")], at: path)
    #expect(try reader.documentCount == 1)
    #expect(try reader.reopen())
    #expect(try reader.documentCount == 2)
  }

  @Test("two commits make the snapshot modified; reopening mends it")
  func modified() throws {
    let words = (0..<2_000).map { "word\($0)" }.joined(separator: " ")
    try publish([document("a", words)], at: path)
    let reader = try IndexReader(paths: [path])
    for round in 0..<3 { try publish([document("a", words + " round\(round)")], at: path) }
    #expect(code { _ = try reader.terms(prefix: "Z", limit: 10_000) } == .modified)
    #expect(try reader.reopen())
    #expect(try reader.terms(prefix: "Z", limit: 10_000).count == 2_001)
  }

  @Test("an answer outlives its reader and its index")
  func outlives() throws {
    var answer: IndexMatches?
    do {
      let passing = TemporaryDirectory()
      try publish([document("a", "soil moisture")], at: passing("index"))
      let reader = try IndexReader(paths: [passing("index")])
      answer = try reader.search(SearchRequest(query: .all, limit: 10))
    }
    #expect(answer?.ids == ["a"])
  }

  @Test("terms with a prefix come without it, in byte order, as many as asked for")
  func terms() throws {
    try publish([document("a", "alpha beta élan"), document("b", "beta gamma")], at: path)
    let reader = try IndexReader(paths: [path])
    #expect(
      try reader.terms(prefix: "Z", limit: 3) == [
        TermCount(term: "alpha", count: 1), TermCount(term: "beta", count: 2),
        TermCount(term: "elan", count: 1),
      ])
    #expect(try reader.terms(prefix: "Zx", limit: 3) == [])
    #expect(try reader.terms(prefix: "Z", limit: 0) == [])
  }

  @Test("near terms come by distance, then frequency, then byte order")
  func nearTerms() throws {
    func words(_ id: String, _ words: String...) -> IndexDocument {
      var document = IndexDocument(uniqueTerm: "Q" + id)
      for word in words { document.add("XW" + word) }
      return document
    }
    try publish(
      [
        words("1", "moisture", "moistures", "mositure", "water", "日本"),
        words("2", "moistures", "moistur", "Moisture"),
      ], at: path)
    let reader = try IndexReader(paths: [path])
    func near(_ word: String, _ distance: Int, limit: Int = 10) throws -> [String] {
      try reader.nearTerms(to: word, prefix: "XW", maximumDistance: distance, limit: limit)
        .map { "\($0.term) \($0.distance) \($0.frequency)" }
    }
    #expect(try near("moisture", 1) == ["moisture 0 1", "moistures 1 2", "moistur 1 1", "mositure 1 1"])
    #expect(try near("moisture", 1, limit: 2) == ["moisture 0 1", "moistures 1 2"])
    #expect(try near("moisture", 0) == ["moisture 0 1"])
    #expect(try near("日木", 1) == ["日本 1 1"])
    #expect(try near("w", 4) == ["日本 2 1", "water 4 1"])
  }

  @Test("near terms forget the words of deleted documents")
  func deletedWords() throws {
    try publish([document("a", "secretword"), document("b", "public")], at: path)
    let writer = try IndexWriter(path: path, create: false)
    try writer.begin()
    try writer.delete(uniqueTerm: "Qa")
    try writer.commit()
    let reader = try IndexReader(paths: [path])
    #expect(try reader.nearTerms(to: "secretwort", prefix: "Z", maximumDistance: 2, limit: 5) == [])
  }

  @Test("the empty term is in no document, though Xapian finds it in all")
  func emptyTerm() throws {
    try publish([document("a", "soil")], at: path)
    let reader = try IndexReader(paths: [path])
    #expect(try reader.frequency(of: "") == 0)
    #expect(try reader.payload(uniqueTerm: "") == nil)
  }

  @Test("a record whose bytes were changed is damage, not an answer")
  func checksum() throws {
    let record = StoredRecord(texts: ["soil", ""], payload: [1, 2, 3])
    let bytes = record.encoded()
    #expect(try bytes.withUnsafeBytes { try StoredRecord(decoding: $0) } == record)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x10
      #expect(code { _ = try changed.withUnsafeBytes { try StoredRecord(decoding: $0) } } == .corrupt)
    }
    for count in bytes.indices {
      #expect(
        code { _ = try bytes.prefix(count).withUnsafeBytes { try StoredRecord(decoding: $0) } } == .corrupt)
    }
  }
}
