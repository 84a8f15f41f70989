/// The values of one slot, or of the lists in it, of all documents of one state of one index.
///
/// Read from an image, whose form stands in column.hpp of the C shim, and kept as it: to copy the numbers out of it took a
/// quarter of what a process that has just started needs for its columns.
final class IndexColumn: Sendable {
  /// The greatest number of a document, plus 1.
  let documentCount: Int
  /// How many different values there are.
  let valueCount: Int
  private let isOfLists: Bool
  private let image: [UInt8]
  /// How many numbers there are behind the head.
  private let numberCount: Int
  /// Where in the numbers what begins.
  private let ordinals: Int
  private let ends: Int

  /// - Returns: `nil` for bytes that are not an image.
  init?(image: [UInt8]) {
    let size = MemoryLayout<UInt32>.size
    guard image.count >= Self.headCount * size else { return nil }
    let head = Self.head(image)
    guard head[0] <= 1 else { return nil }
    (isOfLists, documentCount, valueCount) = (head[0] == 1, head[1], head[2])
    ordinals = isOfLists ? documentCount + 1 : 0
    ends = ordinals + head[3]
    numberCount = ends + valueCount
    guard image.count == (Self.headCount + numberCount) * size + head[4] else { return nil }
    self.image = image
    let (ordinals, ends) = (ordinals, ends)
    guard isOfLists || head[3] == documentCount,
      withNumbers({ Self.isSound($0, ordinals, ends, head) })
    else { return nil }
  }

  /// How many numbers the head has.
  private static let headCount = 5

  /// All numbers of the image but for its head.
  private func withNumbers<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    image.withUnsafeBytes { image in
      let size = MemoryLayout<UInt32>.size
      // The elements of an array begin where any number may stand.
      return UnsafeRawBufferPointer(
        rebasing: image[(Self.headCount * size)..<((Self.headCount + numberCount) * size)]
      ).withMemoryRebound(to: UInt32.self, body)
    }
  }

  /// Whether some document has a value.
  static func isFilled(_ image: [UInt8]) -> Bool { head(image)[2] > 0 }

  private static func head(_ image: [UInt8]) -> [Int] {
    image.withUnsafeBytes { bytes in
      (0..<5).map { Int(bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
    }
  }

  /// Whether no number leads out of what is there.
  private static func isSound(
    _ numbers: UnsafeBufferPointer<UInt32>, _ ordinals: Int, _ ends: Int, _ head: [Int]
  ) -> Bool {
    func isRising(_ range: Range<Int>, to last: Int) -> Bool {
      var before: UInt32 = 0
      for index in range {
        guard numbers[index] >= before else { return false }
        before = numbers[index]
      }
      return Int(before) == last
    }
    guard head[0] == 0 || isRising(0..<ordinals, to: head[3]), isRising(ends..<numbers.count, to: head[4])
    else { return false }
    var greatest: UInt32 = 0
    for index in ordinals..<ends { greatest = max(greatest, numbers[index]) }
    return Int(greatest) <= head[2]
  }

  /// A value by its ordinal, from 1 up, in the order of their bytes.
  func value(_ ordinal: Int) -> String { String(decoding: valueBytes(ordinal), as: UTF8.self) }

  func valueBytes(_ ordinal: Int) -> ArraySlice<UInt8> {
    let texts = (Self.headCount + numberCount) * MemoryLayout<UInt32>.size
    return withNumbers { numbers in
      let start = ordinal == 1 ? 0 : Int(numbers[ends + ordinal - 2])
      return image[(texts + start)..<(texts + Int(numbers[ends + ordinal - 1]))]
    }
  }

  /// Adds to the count of each value how many documents of a set have it; `counts[0]` is without meaning.
  ///
  /// - Parameter places: Where in `counts` an ordinal is counted; `nil` for its own place.
  func count(_ set: DocumentSet, into counts: inout [UInt32], at places: [UInt32]?) {
    counts.withUnsafeMutableBufferPointer { counts in
      forEachOrdinal(of: set) { _, ordinal in
        counts[places.map { Int($0[ordinal]) } ?? ordinal] &+= 1
      }
    }
  }

  /// Adds the documents that have one of some ordinals, from 1 up, to a set.
  func mark(_ isWanted: [Bool], of all: DocumentSet, in set: inout DocumentSet) {
    forEachOrdinal(of: all) { document, ordinal in
      if isWanted[ordinal] { set.insert(UInt32(truncatingIfNeeded: document)) }
    }
  }

  private func forEachOrdinal(of set: DocumentSet, _ body: (_ document: Int, _ ordinal: Int) -> Void) {
    withNumbers { numbers in
      guard isOfLists else {
        return set.forEach { body($0, Int(numbers[$0])) }
      }
      set.forEach { document in
        for place in Int(numbers[document])..<Int(numbers[document + 1]) {
          body(document, Int(numbers[ordinals + place]))
        }
      }
    }
  }

  /// The ordinal of the first value that is not less than some bytes; one more than there are values if all are.
  func firstOrdinal(notBefore wanted: [UInt8]) -> Int {
    var (low, high) = (1, valueCount + 1)
    while low < high {
      let middle = (low + high) / 2
      if valueBytes(middle).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func ordinal(of value: String) -> Int? {
    let bytes = Array(value.utf8)
    let place = firstOrdinal(notBefore: bytes)
    return place <= valueCount && valueBytes(place).elementsEqual(bytes) ? place : nil
  }

  var byteCount: Int { image.count }
}
