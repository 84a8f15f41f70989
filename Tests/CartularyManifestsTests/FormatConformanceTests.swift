import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

/// What holds for every format: a new one adds its fixtures below `Fixtures/formats` and is checked.
@Suite("Every format")
struct FormatConformanceTests {
  /// Formats whose fixtures are still to come. Empty at the end of any piece of work.
  static let withoutFixtures: Set<String> = []

  /// One file and what it says.
  struct Fixture: CustomTestStringConvertible, Sendable {
    let format: String
    let path: String
    var name: String { String(path.split(separator: "/").last ?? "") }
    var testDescription: String { format + "/" + name }

    var bytes: [UInt8] { FileManager.default.contents(atPath: path).map(Array.init) ?? [] }

    var fileExtension: String { String(name.split(separator: ".").last ?? "") }
  }

  static let root = ProjectFiles.path("Tests/CartularyManifestsTests/Fixtures/formats")

  static let fixtures: [Fixture] = {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return folders.sorted().flatMap { folder -> [Fixture] in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
      return names.sorted().filter { $0.hasPrefix("good-") }.map {
        Fixture(format: folder, path: root + "/" + folder + "/" + $0)
      }
    }
  }()

  /// Reads bytes as if they were the fixture's file, or a file of another extension.
  private static func read(_ bytes: [UInt8], as fixture: Fixture, extension other: String? = nil) throws
    -> ManifestBatch
  {
    let directory = TemporaryDirectory()
    let stem = fixture.name.dropLast(fixture.fileExtension.count)
    let path = try directory.write(Data(bytes), to: stem + (other ?? fixture.fileExtension))
    return ManifestReader(checksPolicy: false).read(paths: [path])
  }

  @Test("has three fixtures, and every folder of fixtures has its format")
  func coverage() {
    let counts = Dictionary(grouping: Self.fixtures, by: \.format).mapValues(\.count)
    for format in ManifestFormats.all where !Self.withoutFixtures.contains(format.name) {
      #expect(counts[format.name, default: 0] >= 3, "\(format.name) has too few fixtures")
    }
    #expect(Set(counts.keys).isSubset(of: Set(ManifestFormats.all.map(\.name))))
    #expect(Self.withoutFixtures.isDisjoint(with: counts.filter { $0.value >= 3 }.keys))
  }

  @Test("knows its own files, and no other format does", arguments: fixtures)
  func recognition(fixture: Fixture) throws {
    let file = SourceFile(name: fixture.path, bytes: fixture.bytes)
    var report = SourceReport(file: fixture.path, text: SourceText(bytes: fixture.bytes))
    let found = ManifestFiles.Found(name: fixture.path, isNamed: true)
    let document = try #require(ManifestReader.document(of: file, found, &report))
    #expect(ManifestFormats.format(of: document)?.name == fixture.format)
    let takers = ManifestFormats.others.filter { $0.recognizes(document) }.map(\.name)
    #expect(takers == (fixture.format == NativeFormat().name ? [] : [fixture.format]))
  }

  @Test(
    "reads complete records, with their source unchanged, and the same each time",
    arguments: fixtures)
  func records(fixture: Fixture) throws {
    let bytes = fixture.bytes
    let batch = try Self.read(bytes, as: fixture)
    #expect(!batch.hasErrors, "\(batch.diagnostics)")
    #expect(!batch.records.isEmpty)
    let text = String(decoding: bytes, as: UTF8.self)
    for record in batch.records {
      #expect(DatasetID.isWellFormed(record.dataset.id), "\(record.dataset.id)")
      #expect(!record.dataset.title.isEmpty)
      #expect(!record.origin.source.isEmpty && text.contains(record.origin.source))
      #expect(record.origin.format == fixture.format)
      #expect((1...Self.lineCount(bytes)).contains(record.origin.line))
    }
    #expect(Set(batch.records.map(\.dataset.id)).count == batch.records.count)
    #expect(try Self.read(bytes, as: fixture).records.map(\.dataset) == batch.records.map(\.dataset))
    #expect(Self.places(of: batch, in: bytes) == [])
  }

  /// Other names for the same syntax.
  static let otherExtensions = [
    "json": ["JSON", "jsonld"], "jsonld": ["json"], "yaml": ["yml"], "md": ["markdown", "MD"],
  ]

  @Test("is known by content and not by the file's name", arguments: fixtures)
  func names(fixture: Fixture) throws {
    let batch = try Self.read(fixture.bytes, as: fixture)
    for other in Self.otherExtensions[fixture.fileExtension] ?? [] {
      let renamed = try Self.read(fixture.bytes, as: fixture, extension: other)
      #expect(renamed.records.map(\.dataset) == batch.records.map(\.dataset), ".\(other)")
      #expect(renamed.marks == batch.marks)
    }
  }

  @Test("reads the same with Windows line endings", arguments: fixtures)
  func lineEnds(fixture: Fixture) throws {
    let text = String(decoding: fixture.bytes, as: UTF8.self).replacingOccurrences(of: "\n", with: "\r\n")
    let batch = try Self.read(Array(text.utf8), as: fixture)
    #expect(
      batch.records.map(\.dataset) == (try Self.read(fixture.bytes, as: fixture)).records.map(\.dataset))
  }

  @Test("skips a byte order mark, or reports it", arguments: fixtures)
  func byteOrderMark(fixture: Fixture) throws {
    let batch = try Self.read([0xEF, 0xBB, 0xBF] + fixture.bytes, as: fixture)
    if !batch.hasErrors {
      #expect(
        batch.records.map(\.dataset) == (try Self.read(fixture.bytes, as: fixture)).records.map(\.dataset))
    }
  }

  @Test("keeps emoji, right-to-left text and control characters", arguments: fixtures)
  func awkwardText(fixture: Fixture) throws {
    let text = String(decoding: fixture.bytes, as: UTF8.self)
    let title = try #require(try Self.read(fixture.bytes, as: fixture).records.first?.dataset.title)
    guard text.contains(title) else { return }
    // A NUL can be written only in JSON; a raw one is not text anywhere.
    let isJSON = ["json", "jsonld"].contains(fixture.fileExtension)
    let written = " 🜁 e\u{301} \u{202E}عنوان" + (isJSON ? "\\u0000\\u001b" : "")
    let expected = title + " 🜁 e\u{301} \u{202E}عنوان" + (isJSON ? "\u{0}\u{1B}" : "")
    let batch = try Self.read(
      Array(text.replacingOccurrences(of: title, with: title + written).utf8), as: fixture)
    let titles = batch.records.map(\.dataset.title)
    #expect(titles.contains(expected), "\(titles) \(batch.diagnostics)")
  }

  @Test("survives being cut off anywhere, and says where", arguments: fixtures)
  func truncation(fixture: Fixture) throws {
    let bytes = fixture.bytes
    let step = max(1, bytes.count / 40)
    for end in stride(from: 0, to: bytes.count, by: step) {
      let cut = Array(bytes[..<end])
      #expect(Self.places(of: try Self.read(cut, as: fixture), in: cut) == [], "cut at \(end)")
    }
  }

  @Test("survives a change of any byte, and says where", arguments: fixtures)
  func flips(fixture: Fixture) throws {
    let bytes = fixture.bytes
    var generator = SeededGenerator(seed: 20_261_121)
    for round in 0..<60 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        changed[Int.random(in: changed.indices, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      #expect(Self.places(of: try Self.read(changed, as: fixture), in: changed) == [], "round \(round)")
    }
  }

  // MARK: - Places

  private static func lineCount(_ bytes: [UInt8]) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } + 1 }

  /// Diagnostics whose place is outside the file.
  private static func places(of batch: ManifestBatch, in bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return zip(batch.marks, batch.diagnostics).compactMap { mark, diagnostic in
      guard let place = diagnostic.place else { return nil }
      // The end of the file counts as a place in it; libyaml puts it on the line after the last.
      guard (1...(lines.count + 1)).contains(place.line) else { return mark }
      let length = place.line <= lines.count ? lines[place.line - 1].count : 0
      return (1...(length + 2)).contains(place.column) ? nil : mark
    }
  }
}
