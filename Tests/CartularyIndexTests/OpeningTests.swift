import Foundation
import TestSupport
import Testing

@testable import CartularyIndex

@Suite("Opening")
struct OpeningTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = TemporaryDirectory()
  }

  /// Opens `path` in all three ways, and returns the code that all of them throw.
  private func code(opening path: String) throws -> IndexError.Code? {
    let reading = CartularyIndexTests.code { _ = try IndexReader(paths: [path]) }
    let writing = CartularyIndexTests.code { _ = try IndexWriter(path: path, create: false) }
    #expect(reading == writing)
    return reading
  }

  @Test("nothing at the path is not found, and the error names the path")
  func missing() throws {
    #expect(try code(opening: directory("none")) == .notFound)
    #expect(try code(opening: "") == .notFound)
    let error = #expect(throws: IndexError.self) { try IndexReader(paths: [directory("none")]) }
    #expect(error?.path == directory("none"))
    #expect(error?.description == directory("none") + ": no database here")
  }

  @Test("a file, a link, and a directory without an index are not found")
  func notADatabase() throws {
    try directory.write("hello".utf8, to: "file")
    #expect(try code(opening: directory("file")) == .notFound)
    #expect(try code(opening: directory.path) == .notFound)
    try publish([], at: directory("index"))
    try FileManager.default.createSymbolicLink(
      atPath: directory("link"), withDestinationPath: directory("index"))
    #expect(try code(opening: directory("link")) == .notFound)
    #expect(
      CartularyIndexTests.code { _ = try IndexWriter(path: directory("file"), create: true) } == .notFound)
    #expect(
      CartularyIndexTests.code { _ = try IndexWriter(path: directory("a/b"), create: true) } == .notFound)
    #expect(try code(opening: directory("index\0")) == .invalidArgument)
  }

  @Test("a stub that names a program does not run it", arguments: [true, false])
  func stub(asDirectory: Bool) throws {
    let victim = directory("victim")
    let stub = "remote :/usr/bin/touch \(victim)\n".utf8
    if asDirectory {
      try FileManager.default.createDirectory(atPath: directory("stub"), withIntermediateDirectories: false)
      try directory.write(stub, to: "stub/XAPIANDB")
    } else {
      try directory.write(stub, to: "stub")
    }
    #expect(try code(opening: directory("stub")) == .notFound)
    _ = try? IndexWriter(path: directory("stub"), create: true)
    Thread.sleep(forTimeInterval: 0.05)  // a program would be a process of its own
    #expect(!FileManager.default.fileExists(atPath: victim))
  }

  @Test("an index of a later version is refused as such")
  func laterVersion() throws {
    try publish([document("a")], at: directory("index"))
    var bytes = try directory.read("index/iamglass")
    // The magic is 14 bytes; two bytes of version follow.
    bytes[14] = 0xFF
    bytes[15] = 0xFF
    try directory.write(bytes, to: "index/iamglass")
    #expect(try code(opening: directory("index")) == .unsupportedVersion)
  }

  @Test("a version file of another kind, or cut short, is damage")
  func damagedVersion() throws {
    try publish([document("a")], at: directory("index"))
    let bytes = try directory.read("index/iamglass")
    try directory.write(bytes.map { _ in 0x20 }, to: "index/iamglass")
    #expect(try code(opening: directory("index")) == .corrupt)
    try directory.write(bytes.prefix(20), to: "index/iamglass")
    #expect(try code(opening: directory("index")) == .corrupt)
  }

  @Test("a missing or cut table is damage")
  func damagedTable() throws {
    try publish((0..<500).map { try document("\($0)", "word\($0) soil") }, at: directory("index"))
    let table = try directory.read("index/postlist.glass")
    try directory.write(table.prefix(8192), to: "index/postlist.glass")
    #expect(
      CartularyIndexTests.code {
        let reader = try IndexReader(paths: [directory("index")])
        _ = try reader.terms(prefix: "", limit: 10_000)
      } == .corrupt)
    try FileManager.default.removeItem(atPath: directory("index/postlist.glass"))
    #expect(try code(opening: directory("index")) == .corrupt)
  }

  @Test("no paths read as one empty index")
  func noPaths() throws {
    let reader = try IndexReader(paths: [])
    #expect(try reader.documentCount == 0)
    #expect(try reader.ids(.all) == [])
    #expect(try reader.terms(prefix: "", limit: 10) == [])
    #expect(try reader.metadata("key") == nil)
    #expect(try reader.payload(uniqueTerm: "Qa") == nil)
    #expect(try reader.frequency(of: "Zsoil") == 0)
    #expect(try !reader.reopen())
    #expect(try reader.nearTerms(to: "soil", prefix: "Z", maximumDistance: 2, limit: 5) == [])
  }
}
