/// A dataset together with what it was read from.
public struct SourcedDataset: Sendable, Hashable {
  /// The record itself.
  public var dataset: Dataset
  /// What the record was read from.
  public var origin: RecordOrigin
  /// Whether the source says who may see the record. If it does not, a catalog may apply its rule
  /// `narrow-by-default`.
  public var statesAudience: Bool

  /// Pairs a record with its origin. Leave `statesAudience` true when the audience was chosen deliberately.
  public init(dataset: Dataset, origin: RecordOrigin, statesAudience: Bool = true) {
    (self.dataset, self.origin, self.statesAudience) = (dataset, origin, statesAudience)
  }
}

/// Where a record was read from, and its source as it stood there.
public struct RecordOrigin: Sendable, Hashable, Codable {
  /// The file as its publisher named it.
  public var file: String
  /// The line, from 1, at which the record begins.
  public var line: Int
  /// The name of the format, such as `cartulary` or `dcat-us-1.1`.
  public var format: String
  /// The whole file's hash.
  public var fileHash: ContentHash
  /// The record's own part of the file, byte for byte.
  public var source: String
  /// Where the file is, whoever names it and from wherever: its path from the root, or its repository and its
  /// path in there. `nil` when it is not a file.
  public var location: String?
  /// The commit of the repository, followed by `+` if the file had changed since. `nil` outside a repository.
  public var commit: String?

  /// Makes an origin that states neither a location nor a commit.
  ///
  /// - Parameters:
  /// - file: The file as its publisher names it.
  /// - line: The line, from 1, at which the record begins.
  /// - format: The name of the format, such as `cartulary`.
  /// - fileHash: The hash of the whole file.
  /// - source: The record's own part of the file.
  public init(file: String, line: Int, format: String, fileHash: ContentHash, source: String) {
    (self.file, self.line, self.format, self.fileHash, self.source) = (file, line, format, fileHash, source)
  }
}
