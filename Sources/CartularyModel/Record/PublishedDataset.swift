package import CartularyBase

/// A dataset as it is in a catalog, together with what put it there.
package struct PublishedDataset: Sendable, Hashable {
  package var dataset: Dataset
  /// `nil` if it was never published, or nothing of that may be told.
  package var publication: Publication?

  package init(_ dataset: Dataset, publication: Publication? = nil) {
    (self.dataset, self.publication) = (dataset, publication)
  }

  /// The publication of a record's present state.
  package struct Publication: Sendable, Hashable {
    /// When it was published.
    package var at: Timestamp
    /// The program that published it, with its version.
    package var tool: String
    /// What it was read from; the text of the source is left out. `nil` if it came from no file.
    package var origin: RecordOrigin?

    package init(at: Timestamp, tool: String, origin: RecordOrigin? = nil) {
      (self.at, self.tool, self.origin) = (at, tool, origin)
    }
  }
}
