internal import CartularyModel

/// Who looks: the labels that the caller vouches for. Everyone holds `public`.
///
/// The one choke point of all reading: shards are opened for a viewer and in no other way.
package struct Viewer: Sendable, Hashable {
  /// Sorted, each once, with `public` among them.
  package let labels: [String]

  package static let `public` = Viewer(sortedLabels: [Audience.publicLabel])

  /// - Throws: `CatalogError` with code `.invalidArgument` for a label that no record could have. It is
  ///   never dropped in silence: a typo must not look like an empty catalog.
  package init(labels: some Sequence<String>) throws(CatalogError) {
    for label in labels where !Audience.isLabel(label) {
      throw CatalogError(
        .invalidArgument, "'\(label.prefix(80))' is no label",
        help:
          "labels are lower-case letters, digits and inner hyphens, at most \(Audience.maximumLabelLength)")
    }
    self.init(sortedLabels: Set(labels).union([Audience.publicLabel]).sorted())
  }

  private init(sortedLabels: [String]) { labels = sortedLabels }
}
