internal import CartularyLedger
internal import Foundation

/// Whether mentions rank, as the catalog's owner has set it. Whoever searches need not be able to read the settings, so
/// a file says it: an empty one, `mentions-off`.
struct MentionSwitch: Sendable {
  private let layout: CatalogLayout

  init(_ layout: CatalogLayout) { self.layout = layout }

  var isOff: Bool { access(layout.mentionsOff, F_OK) == 0 }

  /// Makes or removes the file as the settings say.
  func follow(_ settings: CatalogSettings) throws(CatalogError) {
    guard settings.ignoresMentions != isOff else { return }
    try CatalogLayout.translating("cannot follow the setting 'mentions' in \(layout.root)") {
      if settings.ignoresMentions {
        try Durable.write("", to: layout.mentionsOff)
      } else {
        try FileManager.default.removeItem(atPath: layout.mentionsOff)
      }
      try Durable.syncDirectory(layout.root)
    }
  }
}
