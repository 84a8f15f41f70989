/// A dataset as it stands in a catalogue, together with what put it there.
public struct PublishedDataset: Sendable, Hashable {
  public var dataset: Dataset
  /// `nil` where it was never published, or nothing of that may be told.
  public var publication: Publication?

  public init(_ dataset: Dataset, publication: Publication? = nil) {
    (self.dataset, self.publication) = (dataset, publication)
  }

  /// The publication of a record's present state.
  public struct Publication: Sendable, Hashable {
    /// In UTC, to the second: `2026-11-21T14:03:00Z`.
    public var at: String
    /// The program that published it, with its version.
    public var tool: String
    /// What it was read from; the text of the source is left out. `nil` where it came from no file.
    public var origin: RecordOrigin?

    public init(at: String, tool: String, origin: RecordOrigin? = nil) {
      (self.at, self.tool, self.origin) = (at, tool, origin)
    }
  }
}
