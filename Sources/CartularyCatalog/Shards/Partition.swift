internal import CartularyBase

/// One of the parts into which an index divides the records of each audience.
///
/// Which part a record is in follows from its id and the number of parts alone. That must never change: an index that is
/// there was written by it.
struct Partition: Hashable, Sendable {
  /// From 1 to `count`.
  let number: Int
  /// How many parts each audience has.
  let count: Int

  /// The one part of an audience that is not divided.
  static let whole = Partition(number: 1, count: 1)

  static func all(of count: Int) -> [Partition] {
    (1...count).map { Partition(number: $0, count: count) }
  }

  func holds(_ id: String) -> Bool { count == 1 || Self.number(of: id, among: count) == number }

  /// The number of the part in which the record with an id is, from 1 to `count`.
  static func number(of id: String, among count: Int) -> Int {
    guard count > 1 else { return 1 }
    // The last bytes of an id hardly reach the high bits of FNV-1a: the finalizer of MurmurHash3 spreads them.
    var hash = FNV1a.hash(id)
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    hash ^= hash >> 33
    return Int(hash.multipliedFullWidth(by: UInt64(count)).high) + 1
  }

  /// Ids by the parts they are in, each part's in the order in which they come.
  static func divide(_ ids: [String], among count: Int) -> [[String]] {
    guard count > 1 else { return [ids] }
    var parts = [[String]](repeating: [], count: count)
    for id in ids { parts[number(of: id, among: count) - 1].append(id) }
    return parts
  }
}

extension Partition: CustomStringConvertible {
  /// `2of4`.
  var description: String { "\(number)of\(count)" }

  /// - Returns: `nil` for text that is not the `description` of a part of several.
  init?(_ text: Substring) {
    guard let of = text.firstRange(of: "of"), let number = Int(text[..<of.lowerBound]),
      let count = Int(text[of.upperBound...]), count > 1, (1...count).contains(number)
    else { return nil }
    self.init(number: number, count: count)
    guard description == text else { return nil }
  }
}
