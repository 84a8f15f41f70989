/// Documents of one index with what each weighs, by their numbers.
struct WeighedDocuments: Equatable {
  private(set) var documents: [UInt32] = []
  /// The weight of each document, in the same order.
  var weights: [Double] = []

  init() {}

  /// Documents and weights that `fill` writes, and says how many.
  init(
    unsafeUninitializedCapacity count: Int,
    _ fill: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Double>) -> Int
  ) {
    guard count > 0 else { return }
    var written = 0
    var documents: [UInt32] = []
    weights = [Double](unsafeUninitializedCapacity: count) { weights, filled in
      documents = [UInt32](unsafeUninitializedCapacity: count) { documents, filled in
        written = fill(documents.baseAddress!, weights.baseAddress!)
        filled = written
      }
      filled = written
    }
    self.documents = documents
  }

  /// Documents with a term, as BM25 weighs them where their length does not count.
  ///
  /// - Parameters:
  ///   - most: What a wdf without bound would weigh.
  ///   - k1: The wdf that weighs half of it.
  init(_ list: PostingList, most: Double, k1: Double) {
    documents = list.documents
    weights = [Double](unsafeUninitializedCapacity: documents.count) { weights, done in
      list.counts.withUnsafeBufferPointer { counts in
        for index in counts.indices {
          let wdf = Double(counts[index])
          weights[index] = most * (wdf / (k1 + wdf))
        }
      }
      done = documents.count
    }
  }

  /// Documents that all have one weight.
  init(_ documents: [UInt32], weight: Double) {
    self.documents = documents
    weights = [Double](repeating: weight, count: documents.count)
  }

  /// The documents of a set, which weigh nothing.
  init(_ set: DocumentSet) {
    var found: [UInt32] = []
    found.reserveCapacity(set.count)
    set.forEach { found.append(UInt32($0)) }
    self.init(found, weight: 0)
  }

  var count: Int { documents.count }

  /// Those that are in a set, or those that are not.
  func filtered(by set: DocumentSet, _ isWanted: Bool = true) -> WeighedDocuments {
    WeighedDocuments(unsafeUninitializedCapacity: count) { numbers, weights in
      var end = 0
      for (document, weight) in zip(documents, self.weights) {
        // Written in any case, and counted where it is wanted.
        numbers[end] = document
        weights[end] = weight
        end += set.contains(document) == isWanted ? 1 : 0
      }
      return end
    }
  }
}

// MARK: - The best

extension WeighedDocuments {
  /// Leaves out the last bits of weights: what is equal by the query stays equal, in whatever order its parts were added.
  mutating func round() {
    weights.withUnsafeMutableBufferPointer { weights in
      for index in weights.indices {
        weights[index] = Self.rounded(weights[index])
      }
    }
  }

  static func rounded(_ weight: Double) -> Double {
    Double(bitPattern: (weight.bitPattern + 0x800) & ~0xFFF)
  }

  /// What the document at a place weighs, counted from 1 and the heaviest; the lightest where there are fewer.
  ///
  /// - Returns: `nil` if there is no document.
  static func weight(of place: Int, in parts: [WeighedDocuments]) -> Double? {
    let total = parts.reduce(0) { $0 + $1.count }
    guard total > 0, place > 0 else { return nil }
    if place >= total { return parts.reduce(.infinity) { min($0, $1.weights.min() ?? .infinity) } }
    // The heaviest so far, the lightest of them first: most documents are lighter than that.
    var heap: [Double] = []
    heap.reserveCapacity(place)
    for part in parts {
      part.weights.withUnsafeBufferPointer { weights in
        for weight in weights {
          if heap.count < place {
            heap.append(weight)
            if heap.count == place { heap.sort() }
          } else if weight > heap[0] {
            sink(weight, in: &heap)
          }
        }
      }
    }
    return heap[0]
  }

  /// Puts a weight in the place of the lightest.
  private static func sink(_ weight: Double, in heap: inout [Double]) {
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < weight else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = weight
  }

  /// What a document weighs; `nil` if it is not there.
  func weight(of document: UInt32) -> Double? {
    let place = place(of: document, from: 0)
    return place < count && documents[place] == document ? weights[place] : nil
  }

  /// Documents that weigh more than a weight, by their numbers.
  func above(_ weight: Double) -> [(document: UInt32, weight: Double)] {
    var found: [(document: UInt32, weight: Double)] = []
    weights.withUnsafeBufferPointer { weights in
      for index in weights.indices where weights[index] > weight {
        found.append((documents[index], weights[index]))
      }
    }
    return found
  }

  /// Documents of one weight, by their numbers.
  func documents(weighing weight: Double) -> [UInt32] {
    var found: [UInt32] = []
    weights.withUnsafeBufferPointer { weights in
      for index in weights.indices where weights[index] == weight { found.append(documents[index]) }
    }
    return found
  }
}
