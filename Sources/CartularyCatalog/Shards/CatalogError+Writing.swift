internal import CartularyIndex
internal import CartularyLedger

extension CatalogError {
  /// What an error means that the engine reports while it writes shards of the catalog at `layout`.
  init(_ error: IndexError, writing layout: CatalogLayout) {
    let isUnexplained = [.inputOutput, .failed].contains(error.code)
    self = isUnexplained && FreeSpace.isScarce(at: layout.root) ? .noSpaceForIndex : CatalogError(error)
  }
}
