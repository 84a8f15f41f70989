internal import CartularyLedger
internal import Foundation

/// The last publication that a node has applied, by its number and by what tells it from another of that number.
///
/// After a failover to a server that lacked the last publications, and others in their place, numbers alone say nothing:
/// the index would keep what is not in the ledger. The file `followed` holds both, on one line.
struct NodeHistory {
  private let layout: CatalogLayout

  init(_ layout: CatalogLayout) { self.layout = layout }

  private var path: String { layout.root + "/followed" }

  /// - Throws: `CatalogError` with code `.damaged` when the ledger does not have the publication.
  func check(_ ledger: PostgresLedger) throws(CatalogError) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let words = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let sequence = Int(words[0]), sequence > 0 else { return }
    guard try ledger.token(of: sequence) == String(words[1]) else {
      throw CatalogError(
        .damaged, "the ledger's history is not the one that this directory has followed",
        facts: .init(path: layout.root), remedy: .rebuild)
    }
  }

  func note(_ sequence: Int, _ ledger: PostgresLedger) throws(CatalogError) {
    guard sequence > 0, let token = try ledger.token(of: sequence) else { return forget() }
    let text = "\(sequence) \(token)\n"
    guard FileManager.default.contents(atPath: path) != Data(text.utf8) else { return }
    try CatalogLayout.translating("cannot write in the catalog at \(layout.root)") {
      try Durable.write(text, to: path)
    }
  }

  /// For an index that is made from the ledger alone.
  func forget() { unlink(path) }
}
