internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// Which catalog a directory is: said by a file in it, by its ledger, and by each of its shards, so that what belongs to
/// another one is noticed.
///
/// The file is one line: 32 hexadecimal digits, then ` published` once there is a public shard. From then on a catalog
/// without that shard is damaged, and never an empty one.
struct CatalogIdentity: Equatable, Sendable {
  let id: String
  var isPublished = false

  init(id: String, isPublished: Bool = false) { (self.id, self.isPublished) = (id, isPublished) }

  static func random() -> CatalogIdentity {
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<2).map { _ in String(generator.next() as UInt64, radix: 16).leftPadded(to: 16) }
    return CatalogIdentity(id: digits.joined())
  }

  /// - Returns: `nil` for text that was not written by `text`.
  init?(text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let id = words.first, id.utf8.count == 32, id.allSatisfy(\.isHexDigit), words.count <= 2,
      words.count == 1 || words[1] == Self.published
    else { return nil }
    self.init(id: String(id), isPublished: words.count == 2)
  }

  var text: String { id + (isPublished ? " " + Self.published : "") + "\n" }

  private static let published = "published"
}

extension CatalogLayout {
  var identityFile: String { root + "/identity" }

  /// What the directory says it is; `nil` without the file.
  ///
  /// - Throws: `CatalogError`: `.permissionDenied`, `.damaged`.
  func identity() throws(CatalogError) -> CatalogIdentity? {
    guard let data = FileManager.default.contents(atPath: identityFile) else {
      guard access(identityFile, F_OK) == 0 || errno == EACCES else { return nil }
      throw CatalogError(
        .permissionDenied, "the catalog at \(root) cannot be read", facts: .init(path: root),
        help: "check its permissions")
    }
    guard let identity = CatalogIdentity(text: String(decoding: data, as: UTF8.self)) else {
      throw CatalogError(
        .damaged, "the file 'identity' of the catalog at \(root) is damaged", facts: .init(path: root),
        help: "remove it, then publish or rebuild: the ledger knows what it said")
    }
    return identity
  }

  func write(_ identity: CatalogIdentity) throws(CatalogError) {
    try Self.translating("cannot write in the catalog at \(root)") {
      try Durable.write(identity.text, to: identityFile)
    }
  }

  /// - Throws: `CatalogError` with code `.damaged` for a ledger of another catalog.
  func check(_ ledger: Ledger, _ identity: CatalogIdentity?) throws(CatalogError) {
    guard let identity, let other = try ledger.catalogIdentity(), other != identity.id else { return }
    throw CatalogError(
      .damaged, "the ledger at \(root) is that of another catalog", facts: .init(path: root),
      remedy: .restoreLedger)
  }

  /// Makes the directory and its ledger say the same, where one of them says nothing yet.
  func establishIdentity(with ledger: Ledger) throws(CatalogError) -> CatalogIdentity {
    let (own, stored) = (try identity(), try ledger.catalogIdentity())
    try check(ledger, own)
    var identity = own ?? stored.map { CatalogIdentity(id: $0) } ?? .random()
    if stored == nil { try ledger.setCatalogIdentity(identity.id) }
    let sequence = try ledger.lastSequence()
    if !identity.isPublished, sequence > 0 {
      identity.isPublished = Partition.all(of: try partitionCount()).allSatisfy {
        ShardDirectory.exists(self, ShardKey.key(for: .public, $0))
      }
    }
    if own != identity { try write(identity) }
    return identity
  }
}

extension String {
  fileprivate func leftPadded(to count: Int) -> String {
    String(repeating: "0", count: max(0, count - self.count)) + self
  }
}
