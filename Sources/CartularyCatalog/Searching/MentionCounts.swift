internal import CartularyIndex
internal import Foundation

/// How many publishers mention each of a viewer's records: what others name is what people mean.
///
/// A record's count comes from records alone that everyone sees who sees it, so it is the same for every viewer.
struct MentionCounts: Sendable {
  /// By the number of the document; what nobody mentions is left out.
  private var counts: [UInt32: Int] = [:]
  /// What the most mentioned of them weighs, for a weight of 1.
  private var greatestFactor = 1.0

  init(_ reader: IndexReader) throws {
    for term in try reader.terms(prefix: TermPrefix.mentionCount, limit: .max) {
      guard let count = Int(term.term) else { continue }
      try reader.set(of: .term(TermPrefix.mentionCount + term.term)).forEachNumber { counts[$0] = count }
      greatestFactor = max(greatestFactor, Self.factor(count))
    }
  }

  var isEmpty: Bool { counts.isEmpty }

  func count(of document: UInt32) -> Int { counts[document] ?? 0 }

  /// What a weight is multiplied by.
  static func factor(_ count: Int) -> Double { 1 + Scoring.mentionWeight * log(1 + Double(count)) }

  /// A record's weight with its mentions. A tier of names stays what it is.
  func weight(of document: RankedDocument) -> Double {
    Self.weight(document.weight, Self.factor(count(of: document.number)))
  }

  /// The most that a record of some weight can come to.
  func greatest(_ weight: Double) -> Double { Self.weight(weight, greatestFactor) }

  private static func weight(_ weight: Double, _ factor: Double) -> Double {
    guard factor != 1 else { return weight }
    let tier = NameTier.weight(in: weight)
    return tier + (weight - tier) * factor
  }

  /// Documents in the order of their weights with mentions, equals in the order in which they are.
  func ordered(_ documents: [RankedDocument]) -> [RankedDocument] {
    let weighed = documents.map { RankedDocument(weight: weight(of: $0), number: $0.number) }
    return weighed.enumerated().sorted {
      ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
    }.map(\.element)
  }
}
