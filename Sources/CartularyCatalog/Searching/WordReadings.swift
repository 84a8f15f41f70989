internal import CartularyBase
internal import CartularyIndex
internal import Foundation

/// A word of a query in the languages that the viewer's records are written in.
///
/// A stem belongs to its language, so each reading finds the records of one. That must not make the language part of the
/// ranking: a word that is common in English and stands in three French records would be rare in French, and the three
/// would come first. So the readings of a word weigh as if they were one term.
final class WordReadings {
  private let english: TextAnalyzer
  private let others: [TextAnalyzer]
  private let frequency: (String) throws -> Int
  private let documentCount: () throws -> Int
  /// Asked for several times in one plan.
  private var known: [String: [String]] = [:]
  private var stated: [String: Int] = [:]

  /// - Parameters:
  ///   - frequency: How many of the viewer's records carry a term.
  ///   - documentCount: How many records the viewer has.
  init(
    _ english: TextAnalyzer, _ others: [TextAnalyzer], frequency: @escaping (String) throws -> Int,
    documentCount: @escaping () throws -> Int
  ) {
    (self.english, self.others) = (english, others)
    (self.frequency, self.documentCount) = (frequency, documentCount)
  }

  /// The stems of a word, in each spelling and each language in which some record has it; the English one alone if none
  /// has.
  func stems(of token: Token) throws -> [String] {
    try stems(of: [token.word] + [token.spelling].compactMap { $0 })
  }

  /// The same of any of some folded words that mean one.
  func stems(of words: [String]) throws -> [String] {
    let plain = english.stem(words[0])
    if others.isEmpty, words.count == 1 { return [plain] }
    let key = words.line(" ")
    if let found = known[key] { return found }
    let stems = try words.flatMap { word in ([english] + others).map { $0.stem(word) } }.filter {
      try count(ExactTerm.bounded(TermPrefix.stem + $0)) > 0
    }
    let found = stems.isEmpty ? [plain] : stems
    known[key] = found
    return found
  }

  /// The stems of words that belong together, in each language in which some record has each of them; the English ones
  /// alone if in none.
  func sequences(of words: [String]) throws -> [[String]] {
    let plain = words.map(english.stem)
    if others.isEmpty { return [plain] }
    let readings = try ([plain] + others.map { words.map($0.stem) }).filter { stems in
      try stems.allSatisfy { try count(ExactTerm.bounded(TermPrefix.stem + $0)) > 0 }
    }
    return readings.isEmpty ? [plain] : readings
  }

  /// The same, in the other spelling of the words too where one has any.
  func sequences(of tokens: [Token]) throws -> [[String]] {
    let written = try sequences(of: tokens.map(\.word))
    guard tokens.contains(where: { $0.spelling != nil }) else { return written }
    return try written + sequences(of: tokens.map { $0.spelling ?? $0.word })
  }

  /// The stems of words in each language, whether records have them or not; the English ones first.
  func everyStems(of words: [String]) -> [[String]] { ([english] + others).map { words.map($0.stem) } }

  /// Any of some terms, of which a record has one, weighed as one term that stands wherever one of them does.
  func asOne(_ terms: [String], wqf: Int = 1) throws -> IndexQuery {
    func term(_ term: String) -> IndexQuery { wqf == 1 ? .term(term) : .weighted(term, wqf: wqf) }
    guard terms.count > 1 else { return terms.first.map(term) ?? .none }
    let counts = try terms.map(count)
    let total = try documentCount()
    let common = Self.rarity(min(counts.reduce(0, +), total), of: total)
    return .or(zip(terms, counts).map { .scale(common / Self.rarity($1, of: total), term($0)) })
  }

  private func count(_ term: String) throws -> Int {
    if let count = stated[term] { return count }
    let count = try frequency(term)
    stated[term] = count
    return count
  }

  /// What BM25 makes of a frequency. Source: `Xapian::BM25Weight::init`.
  private static func rarity(_ count: Int, of total: Int) -> Double {
    let odds = (Double(total - count) + 0.5) / (Double(count) + 0.5)
    return log(odds < 2 ? odds * 0.5 + 1 : odds)
  }
}
