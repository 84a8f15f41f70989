import TestSupport
import Testing

@testable import CartularyIndex

@Suite("Weighed documents")
struct WeighedDocumentsTests {
  /// Random lists, from empty ones to such as fill their stretch, over several stretches of numbers.
  private func lists(_ random: inout SeededGenerator) -> [WeighedDocuments] {
    (0..<Int.random(in: 0...5, using: &random)).map { _ in
      let share = [0, 0.001, 0.02, 0.5, 1].randomElement(using: &random)!
      let reach = UInt32.random(in: 1...13_000, using: &random)
      let documents = (1...reach).filter { _ in Double.random(in: 0..<1, using: &random) < share }
      return WeighedDocuments(unsafeUninitializedCapacity: documents.count) { numbers, weights in
        for (place, document) in documents.enumerated() {
          numbers[place] = document
          weights[place] = Double.random(in: 0...9, using: &random)
        }
        return documents.count
      }
    }
  }

  /// The same, joined by comparing each document with each list.
  private func plain(_ lists: [WeighedDocuments], needing least: Int) -> [UInt32: Double] {
    var found: [UInt32: (sum: Double, count: Int)] = [:]
    for list in lists {
      for (document, weight) in zip(list.documents, list.weights) {
        let known = found[document] ?? (0, 0)
        found[document] = (known.sum + weight, known.count + 1)
      }
    }
    return found.filter { $0.value.count >= least }.mapValues(\.sum)
  }

  private func table(_ list: WeighedDocuments) -> [UInt32: Double] {
    #expect(zip(list.documents, list.documents.dropFirst()).allSatisfy { $0 < $1 })
    return Dictionary(uniqueKeysWithValues: zip(list.documents, list.weights))
  }

  @Test("joined lists are what comparing each document finds, to the last bit")
  func joined() {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<60 {
      let lists = lists(&random)
      let union = WeighedDocuments.union(lists)
      #expect(table(union) == plain(lists, needing: 1))
      // As where too many are held at once.
      #expect(lists.reduce(WeighedDocuments()) { .union([$0, $1]) } == union)
      guard let first = lists.first else { continue }
      let both = lists.dropFirst().reduce(first) { $0.intersection($1) }
      #expect(table(both) == plain(lists, needing: lists.count))
      var lifted = first
      let welcome = WeighedDocuments.union(Array(lists.dropFirst()))
      lifted.add(welcome)
      let (own, others) = (table(first), table(welcome))
      #expect(table(lifted) == Dictionary(uniqueKeysWithValues: own.map { ($0, $1 + (others[$0] ?? 0)) }))
    }
  }

  @Test("the weight of a place is that of the sorted weights")
  func places() {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<60 {
      let lists = lists(&random)
      let weights = lists.flatMap(\.weights).sorted(by: >)
      for place in [1, 2, 17, weights.count - 1, weights.count, weights.count + 5] where place > 0 {
        let expected = weights.isEmpty ? nil : weights[min(place, weights.count) - 1]
        #expect(WeighedDocuments.weight(of: place, in: lists) == expected)
      }
    }
  }
}
