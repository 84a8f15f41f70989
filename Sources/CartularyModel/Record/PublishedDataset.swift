public import CartularyBase

/// A dataset as it is in a catalog, together with what put it there.
public struct PublishedDataset: Sendable, Hashable {
  /// The record as the viewer may see it.
  public var dataset: Dataset
  /// What put it there; `nil` when it was never published, or when the reader may not read the ledger.
  public var publication: Publication?
  /// What the record takes over from its programmes; nothing where it stands alone.
  public var inheritance: TermsInheritance

  /// Pairs a record with its publication; `nil` when it was never published.
  ///
  /// - Parameter inheritance: What the record takes over from its programmes.
  public init(
    _ dataset: Dataset, publication: Publication? = nil, inheriting inheritance: TermsInheritance = .none
  ) {
    (self.dataset, self.publication, self.inheritance) = (dataset, publication, inheritance)
  }

  /// The record for readers that cannot look up its programmes: with their terms as its own where it states none.
  package var standingAlone: PublishedDataset {
    PublishedDataset(dataset.taking(inheritance), publication: publication)
  }

  /// The publication of a record as its viewer sees it.
  ///
  /// It says nothing of the file: a file's name, line and hash may tell of what stands in it beside the record, and
  /// whether they are told would tell that something does.
  public struct Publication: Sendable, Hashable {
    /// Since when it has been as the viewer sees it, in UTC.
    public var at: Timestamp
    /// The program that published it, with its version.
    public var tool: String

    /// Makes a publication.
    public init(at: Timestamp, tool: String) { (self.at, self.tool) = (at, tool) }
  }
}
