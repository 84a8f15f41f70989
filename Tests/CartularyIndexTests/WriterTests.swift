import Foundation
import TestSupport
import Testing

@testable import CartularyIndex

@Suite("Writing")
struct WriterTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = TemporaryDirectory()
    path = directory("index")
  }

  @Test("a committed document is there when the index is opened again")
  func commit() throws {
    try publish([document("a", "soil moisture")], at: path)
    let reader = try IndexReader(paths: [path])
    #expect(try reader.documentCount == 1)
    #expect(try reader.payload(uniqueTerm: "Qa") == Array("a".utf8))
  }

  @Test("replacing by a unique term leaves one document with it")
  func replace() throws {
    try publish([document("a", "old")], at: path)
    var newer = try document("a", "new")
    newer.payload = [0, 1, 255]
    try publish([newer], at: path)
    let reader = try IndexReader(paths: [path])
    #expect(try reader.documentCount == 1)
    #expect(try reader.payload(uniqueTerm: "Qa") == [0, 1, 255])
    #expect(try reader.frequency(of: "Zold") == 0)
    #expect(try reader.frequency(of: "Znew") == 1)
  }

  @Test("deleting takes the document, and is content when there is none")
  func delete() throws {
    try publish([document("a"), document("b")], at: path)
    let writer = try IndexWriter(path: path, create: false)
    try writer.begin()
    try writer.delete(uniqueTerm: "Qa")
    try writer.delete(uniqueTerm: "Qnever")
    try writer.commit()
    let reader = try IndexReader(paths: [path])
    #expect(try reader.documentCount == 1)
    #expect(try reader.payload(uniqueTerm: "Qa") == nil)
  }

  @Test("cancelled changes are gone, and the writer goes on")
  func cancel() throws {
    let writer = try IndexWriter(path: path, create: true)
    writer.cancel()  // nothing open: nothing happens
    try writer.begin()
    try writer.replace(document("a"))
    try writer.setMetadata("sequence", to: "1")
    #expect(try writer.documentCount == 1)
    writer.cancel()
    #expect(try writer.documentCount == 0)
    #expect(try writer.metadata("sequence") == nil)
    try writer.begin()
    try writer.replace(document("b"))
    try writer.commit()
    #expect(try IndexReader(paths: [path]).ids(.all) == ["b"])
  }

  @Test("a writer that is let go in mid-transaction stores nothing")
  func abandon() throws {
    try publish([document("a")], at: path)
    do {
      let writer = try IndexWriter(path: path, create: false)
      try writer.begin()
      try writer.replace(document("b"))
    }
    #expect(try IndexReader(paths: [path]).documentCount == 1)
  }

  @Test("readers see a batch whole or not at all")
  func isolation() throws {
    try publish([], at: path)
    let writer = try IndexWriter(path: path, create: false)
    try writer.begin()
    for number in 0..<10_050 { try writer.replace(IndexDocument(uniqueTerm: "Q\(number)")) }
    #expect(try IndexReader(paths: [path]).documentCount == 0)
    try writer.commit()
    #expect(try IndexReader(paths: [path]).documentCount == 10_050)
  }

  @Test("metadata is kept with the documents of its transaction; an empty value removes it")
  func metadata() throws {
    let writer = try IndexWriter(path: path, create: true)
    try writer.begin()
    try writer.setMetadata("sequence", to: "42\0é")
    try writer.commit()
    #expect(try writer.metadata("sequence") == "42\0é")
    #expect(try IndexReader(paths: [path]).metadata("sequence") == "42\0é")
    #expect(try IndexReader(paths: [path]).metadata("absent") == nil)
    try writer.begin()
    try writer.setMetadata("sequence", to: "")
    try writer.commit()
    #expect(try writer.metadata("sequence") == nil)
  }

  @Test("a second writer is refused until the first is let go")
  func locked() throws {
    var first: IndexWriter? = try IndexWriter(path: path, create: true)
    #expect(code { _ = try IndexWriter(path: path, create: true) } == .locked)
    #expect(throws: IndexError.self) { try IndexWriter(path: path, create: false) }
    _ = first
    first = nil
    #expect(code { _ = try IndexWriter(path: path, create: false) } == nil)
  }

  @Test(
    "a term or key that the engine would choke on is refused, and the batch survives",
    arguments: [
      String(repeating: "x", count: 241), String(repeating: "\0", count: 121),
      String(repeating: "é", count: 121), "",
    ])
  func unfit(term: String) throws {
    let writer = try IndexWriter(path: path, create: true)
    try writer.begin()
    try writer.replace(document("a"))
    var bad = try document("b")
    bad.add(term, wdf: 1)
    #expect(code { try writer.replace(bad) } == .invalidArgument)
    #expect(code { try writer.replace(IndexDocument(uniqueTerm: term)) } == .invalidArgument)
    #expect(code { try writer.delete(uniqueTerm: term) } == .invalidArgument)
    #expect(code { try writer.setMetadata(term, to: "1") } == .invalidArgument)
    try writer.replace(document("c"))
    try writer.commit()
    #expect(try IndexReader(paths: [path]).documentCount == 2)
  }

  @Test(
    "the longest terms are stored",
    arguments: [String(repeating: "x", count: 240), String(repeating: "\0", count: 120)])
  func longest(term: String) throws {
    var long = IndexDocument(uniqueTerm: term)
    long.payload = [7]
    try publish([long], at: path)
    #expect(try IndexReader(paths: [path]).payload(uniqueTerm: term) == [7])
  }

  @Test("numbers that the engine cannot count are refused")
  func outOfBounds() throws {
    let writer = try IndexWriter(path: path, create: true)
    try writer.begin()
    let bad: [(inout IndexDocument) -> Void] = [
      { $0.add("x", wdf: -1) }, { $0.add("x", wdf: 1 << 32) }, { $0.add("x", at: -1, wdf: 1) },
      { $0.set(.max, to: "x") },
      { $0.payload = Array(repeating: 0, count: IndexDocument.maximumStoredByteCount + 1) },
    ]
    for spoil in bad {
      var document = IndexDocument(uniqueTerm: "Qa")
      spoil(&document)
      #expect(code { try writer.replace(document) } == .invalidArgument)
    }
    try writer.commit()
  }

  @Test("after a failed commit every call throws the same error, and the lock is free")
  func poisoned() throws {
    let writer = try IndexWriter(path: path, create: true)
    try writer.begin()
    try writer.replace(document("a"))
    // A commit of files that are gone fails as one on a full disk does, and is as able to lie afterwards.
    try FileManager.default.moveItem(atPath: path, toPath: directory("elsewhere"))
    let failure = try #require(throws: IndexError.self) { try writer.commit() }
    #expect(failure.path == path)
    #expect(throws: failure) { try writer.commit() }
    #expect(throws: failure) { try writer.begin() }
    #expect(throws: failure) { try writer.replace(document("a")) }
    #expect(throws: failure) { try writer.delete(uniqueTerm: "Qa") }
    #expect(throws: failure) { try writer.metadata("key") }
    #expect(throws: failure) { try writer.setMetadata("key", to: "") }
    #expect(throws: failure) { try writer.documentCount }
    writer.cancel()
    let next = try IndexWriter(path: directory("elsewhere"), create: false)
    #expect(try next.documentCount == 0)
  }

  @Test("a term list tells each term and its wdf, which adds up")
  func documentTerms() throws {
    var made = IndexDocument(uniqueTerm: "Qa")
    made.add("XFILTER")
    made.add("Zsoil", wdf: 2)
    made.add("Zsoil", at: 1, wdf: 3)
    try publish([made], at: path)
    let reader = try IndexReader(paths: [path])
    #expect(
      try reader.documentTerms(uniqueTerm: "Qa") == [
        TermCount(term: "Qa", count: 0), TermCount(term: "XFILTER", count: 0),
        TermCount(term: "Zsoil", count: 5),
      ])
    #expect(try reader.documentTerms(uniqueTerm: "Qb") == nil)
    #expect(try reader.documentTerms(uniqueTerm: "") == nil)
  }

  @Test("an index whose making was broken off is made again")
  func brokenOff() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in ["flintlock", "postlist.glass", "termlist.glass", "v.tmp"] {
      try Data(name == "v.tmp" ? [1, 2, 3] : []).write(to: URL(fileURLWithPath: path + "/" + name))
    }
    try publish([document("a")], at: path)
    #expect(try IndexReader(paths: [path]).documentCount == 1)
  }
}
