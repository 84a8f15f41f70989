public import CartularyModel

extension Viewer {
  /// Makes a viewer who holds these labels, and `public`.
  ///
  /// - Throws: `CatalogError` with code `.invalidArgument` for a label that no record could have. It is never
  ///   dropped in silence: a typo must not look like an empty catalog.
  public init(labels: some Sequence<String>) throws(CatalogError) {
    for label in labels where !Audience.isLabel(label) {
      throw CatalogError(
        .invalidArgument, "'\(label.prefix(80))' is not a valid label", facts: .init(value: label),
        help:
          "labels are lower-case letters, digits and inner hyphens, at most \(Audience.maximumLabelLength)")
    }
    guard let viewer = Viewer(wellFormedLabels: labels) else {
      preconditionFailure("each label was looked at")
    }
    self = viewer
  }
}
