internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyQuery
internal import Foundation

/// The JSON of an answer. Docs/OUTPUT.md describes it.
struct AnswerJSON: Encodable {
  let version = OutputVersion.current
  let total: Int
  let matched: MatchedWordsJSON
  let hits: [HitJSON]
  let facets: [String: [FacetValueJSON]]
  let notes: [NoteJSON]
  let advice: SearchAdviceJSON?

  enum CodingKeys: String, CodingKey {
    case version, total, matched, hits, facets, notes
    case advice = "way-on"
  }

  init(_ answer: SearchAnswer, fields: [HitField] = HitFields.all) {
    total = answer.total
    matched = MatchedWordsJSON(answer.matched)
    hits = answer.hits.map { HitJSON($0, fields: fields) }
    facets = FacetValueJSON.byField(answer.facets)
    notes = answer.notes.map(NoteJSON.init)
    advice = answer.advice.map(SearchAdviceJSON.init)
  }
}

/// How many matches have all the words of the query.
struct MatchedWordsJSON: Encodable {
  let match: String
  let words: [String]
  let leftOut: [String]
  let corrected: [String: String]?
  let all: Int
  let some: Int
  let sentence: String?

  enum CodingKeys: String, CodingKey {
    case match, words, corrected, all, some, sentence
    case leftOut = "left-out"
  }

  init(_ matched: MatchedWords) {
    (match, words, leftOut) = (matched.matching.rawValue, matched.words, matched.leftOut)
    corrected =
      matched.corrections.isEmpty
      ? nil
      : Dictionary(
        matched.corrections.map { ($0.word, $0.replacement) }, uniquingKeysWith: { first, _ in first })
    (all, some, sentence) = (matched.completeCount, matched.partialCount, matched.sentence)
  }
}

/// What to try where nothing was found; left out where something was.
struct SearchAdviceJSON: Encodable {
  struct Correction: Encodable {
    let word: String
    let replacement: String
    let query: String
    let count: Int
  }

  struct Relaxation: Encodable {
    let clause: String
    let query: String
    let count: Int
  }

  let corrections: [Correction]
  let relaxations: [Relaxation]

  init(_ advice: SearchAdvice) {
    corrections = advice.corrections.map {
      Correction(word: $0.word, replacement: $0.replacement, query: $0.query, count: $0.count)
    }
    relaxations = advice.relaxations.map { Relaxation(clause: $0.clause, query: $0.query, count: $0.count) }
  }
}

/// A hit as an object with the fields of the table. Every field asked for is there, as `null` where nothing is
/// stated: a program need not ask twice.
struct HitJSON: Encodable {
  private let hit: Hit
  private let fields: [HitField]

  init(_ hit: Hit, fields: [HitField] = HitFields.all) { (self.hit, self.fields) = (hit, fields) }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for field in fields {
      let key = Key(stringValue: field.name)
      switch field.value {
      case .text(let text): try container.encode(text(hit), forKey: key)
      case .optionalText(let text): try container.encode(text(hit), forKey: key)
      case .list(let texts): try container.encode(texts(hit), forKey: key)
      case .marked(let text): try container.encode(MarkedText.plain(text(hit)), forKey: key)
      case .step(let step): try container.encode(step(hit).map(StepJSON.init), forKey: key)
      }
    }
  }
}

struct FacetValueJSON: Encodable {
  let value: String
  let count: Int

  static func byField(_ facets: [Facet]) -> [String: [FacetValueJSON]] {
    Dictionary(
      uniqueKeysWithValues: facets.map { facet in
        (facet.field, facet.values.map { FacetValueJSON(value: $0.value, count: $0.count) })
      })
  }
}

struct NoteJSON: Encodable {
  let code: String
  let message: String
  /// UTF-8 offsets into the query, half-open.
  let range: [Int]
  let suggestions: [String]

  init(_ note: QueryDiagnostic) {
    code = note.code.rawValue
    message = note.message
    range = [note.range.lowerBound, note.range.upperBound]
    suggestions = note.suggestions
  }
}

/// Turns values into one line of JSON with sorted keys.
enum JSONLine {
  /// Characters that could harm a terminal are escaped; they occur only within strings, where JSON lets
  /// any character be written so.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(value), as: UTF8.self)
    return Escape.jsonForTerminal(json)
  }
}
