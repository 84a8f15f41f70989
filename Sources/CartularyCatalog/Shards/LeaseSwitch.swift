internal import CartularyLedger
internal import Foundation

/// Whether a node answers without a lease, as the catalog's owner has set it. Whoever searches asks no ledger, so a file
/// says it: an empty one, `lease-off`.
struct LeaseSwitch {
  private let layout: CatalogLayout

  init(_ layout: CatalogLayout) { self.layout = layout }

  var isOff: Bool { access(layout.leaseOff, F_OK) == 0 }

  /// Makes or removes the file as the settings say.
  func follow(_ settings: CatalogSettings) throws(CatalogError) {
    guard layout.isNode, settings.ignoresLeases != isOff else { return }
    try CatalogLayout.translating("cannot follow the setting 'lease' in \(layout.root)") {
      if settings.ignoresLeases {
        try Durable.write("", to: layout.leaseOff)
      } else {
        try FileManager.default.removeItem(atPath: layout.leaseOff)
      }
      try Durable.syncDirectory(layout.root)
    }
  }
}
