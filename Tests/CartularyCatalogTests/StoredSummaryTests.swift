import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

/// Summaries that are read without a decoder are those that a decoder reads.
@Suite("Stored summaries")
struct StoredSummaryTests {
  private func summary(_ random: inout SeededGenerator) throws -> StoredSummaryV1 {
    func word() -> String {
      let words = [
        "asthma", "Zürich 湖 Ω", "", "a \"quoted\" line", "two\nlines", "https://data.example.org/a?b=c",
      ]
      return words.randomElement(using: &random)!
    }
    func some<Value>(_ value: @autoclosure () -> Value) -> Value? {
      Bool.random(using: &random) ? value() : nil
    }
    var fields: [String: Any] = [
      "id": "lake-\(Int.random(in: 0...99, using: &random))", "title": word(), "license": word(),
      "openness": Openness.allCases.randomElement(using: &random)!.rawValue,
      "sensitivity": Sensitivity.allCases.randomElement(using: &random)!.rawValue,
      "audience": ["public", "staff"].shuffled(using: &random),
    ]
    fields["publisher"] = some(word())
    fields["landing-page"] = some(word())
    fields["formats"] = some([word(), word()])
    fields["sharing"] = some([SharingType.allCases.randomElement(using: &random)!.rawValue])
    fields["access"] = some([AccessMode.allCases.randomElement(using: &random)!.rawValue])
    fields["requires"] = some([
      Requirement.allCases.randomElement(using: &random)!.rawValue, Requirement.allCases[0].rawValue,
    ])
    fields["issued"] = some(["2024", "2024-05", "2024-05-17"].randomElement(using: &random)!)
    fields["modified"] = some("1999-12-31")
    return try StoredJSON.decode(StoredSummaryV1.self, from: JSONSerialization.data(withJSONObject: fields))
  }

  private func decoded(_ bytes: [UInt8]) -> Data? {
    (try? StoredJSON.decode(StoredSummaryV1.self, from: Data(bytes))).flatMap { try? StoredJSON.encode($0) }
  }

  @Test("each is the decoder's, and the plain ones are read without it")
  func same() throws {
    var random = SeededGenerator(seed: 31)
    var quickCount = 0
    for _ in 0..<400 {
      let bytes = Array(try StoredJSON.encode(summary(&random)))
      guard let quick = StoredSummaryV1(quickly: bytes[...]) else {
        #expect(bytes.contains(UInt8(ascii: "\\")), "\(String(decoding: bytes, as: UTF8.self))")
        continue
      }
      quickCount += 1
      #expect(try StoredJSON.encode(quick) == Data(bytes))
    }
    #expect(quickCount > 50)
  }

  @Test("what is changed is read as the decoder reads it, or left to it")
  func changed() throws {
    var random = SeededGenerator(seed: 32)
    var readCount = 0
    for _ in 0..<2_000 {
      var bytes = Array(try StoredJSON.encode(summary(&random)))
      let place = bytes.indices.randomElement(using: &random)!
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(Array("\"\\,:{}[] x\u{0}é".utf8).randomElement(using: &random)!, at: place)
      case 2: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      default: bytes.removeSubrange(place...)
      }
      guard let quick = StoredSummaryV1(quickly: bytes[...]) else { continue }
      readCount += 1
      #expect(try StoredJSON.encode(quick) == decoded(bytes), "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(readCount > 30)
  }
}
