internal import CartularyLedger
internal import Foundation

/// Into how many parts an index divides the records of each audience is said by a file among its shards, which takes their
/// place with them. There is none where audiences are whole.
extension CatalogLayout {
  /// Its name, with which that of its draft begins.
  static let partitionsName = "partitions"

  private var partitionsFile: String { shards + "/" + Self.partitionsName }

  /// - Throws: `CatalogError`: `.damaged`, `.permissionDenied`.
  func partitionCount() throws(CatalogError) -> Int {
    guard let data = FileManager.default.contents(atPath: partitionsFile) else {
      guard access(partitionsFile, F_OK) == 0 || errno == EACCES else { return 1 }
      throw CatalogError(
        .permissionDenied, "the catalog at \(root) cannot be read", facts: .init(path: root),
        help: "check its permissions")
    }
    let text = String(decoding: data, as: UTF8.self)
    guard let count = Int(text.dropLast()), text == "\(count)\n", count > 1,
      CatalogLimits.partitionCounts.contains(count)
    else {
      throw CatalogError(
        .damaged, "the file 'partitions' of the index of \(root) is damaged", facts: .init(path: root),
        help: "make the index again, and say how many partitions it has")
    }
    return count
  }

  /// States it of shards that are being made.
  func writePartitionCount(_ count: Int) throws(CatalogError) {
    guard count > 1 else {
      // What an interrupted start may have left.
      unlink(partitionsFile)
      return
    }
    try Self.translating("cannot write in the index of \(root)") {
      try Durable.write("\(count)\n", to: partitionsFile)
    }
  }

  /// - Throws: `CatalogError` with code `.invalidArgument` for a number of partitions that no index has.
  static func check(partitionCount count: Int) throws(CatalogError) {
    let counts = CatalogLimits.partitionCounts
    guard counts.contains(count) else {
      throw CatalogError(
        .invalidArgument, "\(count) is not a number of partitions",
        facts: .init(field: "partitions", limit: counts.upperBound),
        help: "an index has from \(counts.lowerBound) to \(counts.upperBound)")
    }
  }
}
