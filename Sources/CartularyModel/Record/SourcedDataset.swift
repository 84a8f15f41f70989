/// A dataset together with what it was read from.
package struct SourcedDataset: Sendable, Hashable {
  package var dataset: Dataset
  package var origin: RecordOrigin
  /// Whether the source says who may see the record. Where it does not, a catalog may have a rule.
  package var statesAudience: Bool

  package init(dataset: Dataset, origin: RecordOrigin, statesAudience: Bool = true) {
    (self.dataset, self.origin, self.statesAudience) = (dataset, origin, statesAudience)
  }
}

/// Where a record was read from, and its source as it stood there.
package struct RecordOrigin: Sendable, Hashable, Codable {
  /// The file as its publisher named it.
  package var file: String
  /// The line, from 1, at which the record begins.
  package var line: Int
  /// The name of the format, such as `cartulary` or `dcat-us-1.1`.
  package var format: String
  /// The whole file's hash.
  package var fileHash: ContentHash
  /// The record's own part of the file, byte for byte.
  package var source: String
  /// Where the file is, whoever names it and from wherever: its path from the root, or its repository and
  /// its path in there. `nil` if it is not a file.
  package var location: String?
  /// The commit of the repository, with `+` behind it where the file had changed since.
  package var commit: String?

  package init(file: String, line: Int, format: String, fileHash: ContentHash, source: String) {
    (self.file, self.line, self.format, self.fileHash, self.source) = (file, line, format, fileHash, source)
  }
}
