package import CartularyLedger
package import CartularyModel
internal import Foundation

extension CatalogUpkeep {
  /// Audiences of the shards whose files may still hold words of what was taken out, of those that this process can read.
  package static func residues(at path: String) throws(CatalogError) -> [Audience] {
    var audiences: [Audience] = []
    for shard in try Residues.shards(of: CatalogLayout(root: path)) where audiences.last != shard.audience {
      audiences.append(shard.audience)
    }
    return audiences
  }

  /// Why the ledger of a catalog cannot be read; `nil` if it can, or nothing was published yet.
  package static func ledgerFault(at path: String) throws(CatalogError) -> CatalogError? {
    let layout = CatalogLayout(root: path)
    if try layout.identity()?.isPublished != true, !layout.hasLedger { return nil }
    do {
      _ = try Ledger(reading: layout)
      return nil
    } catch {
      return error
    }
  }
}
