/// A dataset together with what it was read from.
public struct SourcedDataset: Sendable, Hashable {
  public var dataset: Dataset
  public var origin: RecordOrigin
  /// Whether the source says who may see the record. Where it does not, a catalogue may have a rule.
  public var statesAudience: Bool

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
  /// Where the file is, whoever names it and from wherever: its path from the root, or its repository and
  /// its path in there. `nil` where it is no file.
  public var location: String?
  /// The commit of the repository, with `+` behind it where the file had changed since.
  public var commit: String?

  public init(file: String, line: Int, format: String, fileHash: ContentHash, source: String) {
    (self.file, self.line, self.format, self.fileHash, self.source) = (file, line, format, fileHash, source)
  }
}
