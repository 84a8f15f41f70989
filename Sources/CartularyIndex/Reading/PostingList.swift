/// The documents of one index that have a term, by their numbers, each with its wdf.
struct PostingList: Sendable, Equatable {
  let documents: [UInt32]
  /// The wdf of each document, in the same order.
  let counts: [UInt32]

  /// - Parameter pairs: A number and a wdf for each document, 32 bits each.
  init(pairs: UnsafeRawBufferPointer) {
    let pairs = pairs.bindMemory(to: UInt32.self)
    let count = pairs.count / 2
    documents = [UInt32](unsafeUninitializedCapacity: count) { numbers, done in
      for index in 0..<count { numbers[index] = pairs[2 * index] }
      done = count
    }
    counts = [UInt32](unsafeUninitializedCapacity: count) { counts, done in
      for index in 0..<count { counts[index] = pairs[2 * index + 1] }
      done = count
    }
  }

  var byteCount: Int { documents.count * 2 * MemoryLayout<UInt32>.size }
}
