public import CartularyBase

/// A dataset as it is in a catalog, together with what put it there.
public struct PublishedDataset: Sendable, Hashable {
  /// The record as the viewer may see it.
  public var dataset: Dataset
  /// What put it there; `nil` when it was never published, or when the reader may not read the ledger.
  public var publication: Publication?

  /// Pairs a record with its publication; `nil` when it was never published.
  public init(_ dataset: Dataset, publication: Publication? = nil) {
    (self.dataset, self.publication) = (dataset, publication)
  }

  /// The publication of a record's present state.
  public struct Publication: Sendable, Hashable {
    /// When it was published, in UTC.
    public var at: Timestamp
    /// The program that published it, with its version.
    public var tool: String
    /// What it was read from; the text of the source is left out. `nil` if it came from no file.
    public var origin: RecordOrigin?

    /// Makes a publication; `origin` is `nil` for a record that came from no file.
    public init(at: Timestamp, tool: String, origin: RecordOrigin? = nil) {
      (self.at, self.tool, self.origin) = (at, tool, origin)
    }
  }
}
