import CartularyBase
import CartularyQuery
import Testing

@Suite("Near misses")
struct NearMissTests {
  @Test(
    "an edit is an insertion, deletion, replacement or swap of neighbours",
    arguments: [
      ("license", "license", 0), ("licens", "license", 1), ("licnese", "license", 1),
      ("licenze", "license", 1),
      ("licesnze", "license", 2), ("ca", "abc", nil), ("", "ab", 2), ("abcdef", "ghijkl", nil),
    ] as [(String, String, Int?)])
  func distance(first: String, second: String, expected: Int?) {
    #expect(NearMiss.editDistance(first, second) == expected)
    #expect(NearMiss.editDistance(second, first) == expected)
  }

  @Test("short names forgive one edit, longer ones two")
  func thresholds() {
    #expect(NearMiss.closest(to: "dtae", among: ["date"]) == ["date"])
    #expect(NearMiss.closest(to: "rata", among: ["date"]) == [])
    #expect(NearMiss.closest(to: "LISENZE", among: ["license"]) == ["license"])
  }

  @Test("nearer names come first, then those given first, then mere beginnings")
  func order() {
    #expect(
      NearMiss.closest(to: "restricte", among: ["restricted-data", "restricts", "restricted"]) == [
        "restricts", "restricted", "restricted-data",
      ])
    #expect(NearMiss.closest(to: "cc", among: ["CC-BY", "CC0", "MIT"]) == ["CC0", "CC-BY"])
  }

  @Test("at least 98 % of all one-letter typos of names and values get the right suggestion first")
  func typos() {
    let schema = QuerySchema.sample
    var (count, right) = (0, 0)
    var wrong: [String] = []
    func check(_ typo: String, in text: String, means isRight: (String) -> Bool) {
      count += 1
      var suggestion: String?
      do { _ = try QueryParser.sample.parse(text, mode: .strict) } catch {
        suggestion = error.diagnostic.suggestions.first
      }
      if let suggestion, isRight(suggestion) {
        right += 1
      } else {
        wrong.append("\(typo)→\(suggestion ?? "-")")
      }
    }
    for field in schema.fields {
      for name in [field.name] + field.aliases {
        for typo in Self.typos(of: name) where Self.isUnknownName(typo) {
          check(typo, in: "\(typo):x") { schema.field(named: $0) == field }
        }
      }
      for value in field.values {
        for typo in Self.typos(of: value) where field.canonicalValue(for: typo) == nil {
          check(typo, in: "\(field.name):\"\(typo)\"") { $0 == value }
        }
      }
    }
    print("typos: \(right) of \(count) right; wrong, for example: \(wrong.prefix(12))")
    #expect(Double(right) >= 0.98 * Double(count))
  }

  /// Whether no name of the schema or of the language is spelled so.
  private static func isUnknownName(_ name: String) -> Bool {
    QuerySchema.sample.field(named: name) == nil
      && !["has", "no", "is", "in", "sort", "after", "before"].contains(name)
      && name.first?.isLetter == true
  }

  private static func typos(of name: String) -> Set<String> {
    let letters = Array(name)
    var typos: Set<String> = []
    for place in 0...letters.count {
      for letter in "abcdefghijklmnopqrstuvwxyz" {
        typos.insert(String(letters[..<place] + [letter] + letters[place...]))
        if place < letters.count {
          typos.insert(String(letters[..<place] + [letter] + letters[(place + 1)...]))
        }
      }
      guard place < letters.count else { continue }
      typos.insert(String(letters[..<place] + letters[(place + 1)...]))
      if place + 1 < letters.count {
        typos.insert(
          String(letters[..<place] + [letters[place + 1], letters[place]] + letters[(place + 2)...]))
      }
    }
    return typos.subtracting([name, ""])
  }
}
