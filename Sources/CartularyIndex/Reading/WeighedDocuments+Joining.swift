// Sums are made in the order of the lists, whatever is in them: so they are the same to the last bit wherever a document lies.
extension WeighedDocuments {
  /// Those of any list; the weights of one that is in several add up.
  static func union(_ lists: [WeighedDocuments]) -> WeighedDocuments {
    let lists = lists.filter { $0.count > 0 }
    guard lists.count > 1 else { return lists.first ?? WeighedDocuments() }
    let most = lists.reduce(0) { $0 + $1.count }
    return WeighedDocuments(unsafeUninitializedCapacity: most) { documents, weights in
      var stretch = Stretch()
      var (places, end) = ([Int](repeating: 0, count: lists.count), 0)
      while let start = Stretch.start(of: lists, places) {
        for index in lists.indices { places[index] = stretch.add(lists[index], from: places[index], start) }
        end = stretch.take(start, documents, weights, end)
      }
      return end
    }
  }

  /// Those that are in both; their weights add up.
  func intersection(_ other: WeighedDocuments) -> WeighedDocuments {
    WeighedDocuments(unsafeUninitializedCapacity: min(count, other.count)) { documents, weights in
      // The shorter one leads.
      let (short, long) = count <= other.count ? (self, other) : (other, self)
      var (place, end) = (0, 0)
      for (document, weight) in zip(short.documents, short.weights) {
        place = long.place(of: document, from: place)
        guard place < long.count else { break }
        guard long.documents[place] == document else { continue }
        documents[end] = document
        weights[end] = weight + long.weights[place]
        end += 1
      }
      return end
    }
  }

  /// Makes documents weigh more by what they weigh in another list, where they are in it.
  mutating func add(_ other: WeighedDocuments) {
    var place = 0
    for (document, weight) in zip(other.documents, other.weights) {
      place = self.place(of: document, from: place)
      if place == count { return }
      if documents[place] == document { weights[place] += weight }
    }
  }

  /// The place of a document, or of the next one that there is; `count` if there is none.
  ///
  /// - Parameter start: Not behind it. It is looked for in steps that double, as it mostly stands near.
  func place(of document: UInt32, from start: Int) -> Int {
    documents.withUnsafeBufferPointer { documents in
      var (low, step) = (start, 1)
      var high = start
      while high < documents.count, documents[high] < document {
        low = high + 1
        high += step
        step *= 2
      }
      high = min(high, documents.count)
      while low < high {
        let middle = (low + high) / 2
        if documents[middle] < document { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}

/// Sums by document for a stretch of numbers, in room that the processor's nearest cache holds: many lists are joined so
/// without comparing their documents with each other.
private struct Stretch {
  private var sums = [Double](repeating: 0, count: Self.count)
  /// A bit for each document that is in a list.
  private var marks = [UInt64](repeating: 0, count: Self.count / 64)

  /// How many numbers there are; a power of 2.
  private static let count = 4_096

  /// Where the first stretch begins that has a document behind some places; `nil` if there is none.
  static func start(of lists: [WeighedDocuments], _ places: [Int]) -> UInt32? {
    var (next, isEnd) = (UInt32.max, true)
    for (list, place) in zip(lists, places) where place < list.count {
      next = min(next, list.documents[place])
      isEnd = false
    }
    return isEnd ? nil : next & ~UInt32(count - 1)
  }

  /// Adds the documents of a list.
  ///
  /// - Parameters:
  ///   - place: Of the first of them.
  ///   - start: Where the stretch begins.
  /// - Returns: The place of the first behind the stretch.
  mutating func add(_ list: WeighedDocuments, from place: Int, _ start: UInt32) -> Int {
    sums.withUnsafeMutableBufferPointer { sums in
      marks.withUnsafeMutableBufferPointer { marks in
        list.documents.withUnsafeBufferPointer { documents in
          list.weights.withUnsafeBufferPointer { weights in
            var place = place
            while place < documents.count {
              let document = Int(documents[place] &- start)
              guard document < Self.count else { break }
              sums[document] += weights[place]
              marks[document / 64] |= 1 << UInt64(document % 64)
              place &+= 1
            }
            return place
          }
        }
      }
    }
  }

  /// Moves all documents behind what there is at `end`, in their order, and leaves nothing.
  ///
  /// - Returns: The new end.
  mutating func take(
    _ start: UInt32, _ documents: UnsafeMutablePointer<UInt32>, _ weights: UnsafeMutablePointer<Double>,
    _ end: Int
  ) -> Int {
    sums.withUnsafeMutableBufferPointer { sums in
      marks.withUnsafeMutableBufferPointer { marks in
        var end = end
        for word in marks.indices where marks[word] != 0 {
          var rest = marks[word]
          marks[word] = 0
          while rest != 0 {
            let document = word &* 64 &+ rest.trailingZeroBitCount
            rest &= rest &- 1
            documents[end] = start &+ UInt32(truncatingIfNeeded: document)
            weights[end] = sums[document]
            sums[document] = 0
            end &+= 1
          }
        }
        return end
      }
    }
  }
}
