/// Who looks: the labels that the caller vouches for. Everyone holds `public`.
///
/// The one choke point of all reading: shards are opened for a viewer and in no other way.
public struct Viewer: Sendable, Hashable {
  /// Sorted, each once, with `public` among them.
  public let labels: [String]

  /// Whoever is not known, and holds the label `public` alone.
  public static let `public` = Viewer(sortedLabels: [Audience.publicLabel])

  /// - Returns: `nil` if there is a label that no record could have. It is never dropped in silence: a typo
  ///   must not look like an empty catalog.
  package init?(wellFormedLabels labels: some Sequence<String>) {
    let labels = Set(labels)
    guard labels.allSatisfy(Audience.isLabel) else { return nil }
    self.init(sortedLabels: labels.union([Audience.publicLabel]).sorted())
  }

  private init(sortedLabels: [String]) { labels = sortedLabels }
}
