public import CartularyBase
public import CartularyModel

/// What was read from some files.
public struct ManifestBatch: Sendable {
  /// The records of all files without an error, in the order of the files. Empty when there are none.
  public internal(set) var records: [SourcedDataset] = []
  /// How many records were read of files without an error.
  package internal(set) var recordCount = 0
  /// What there is to say about the files, in their order; empty when nothing is. See `hasErrors`.
  public internal(set) var diagnostics: [ManifestDiagnostic] = []
  /// One for each file that was read, in the order of their paths.
  public internal(set) var files: [File] = []
  /// Ids of records that break a rule of policy, of files whose other records are in the batch. Empty when there are none.
  public internal(set) var refusedIDs: [String] = []
  /// Whether reading was told to stop, so that files are missing.
  public internal(set) var isStopped = false

  /// One file and what came of it.
  public struct File: Sendable {
    /// The file as the caller named it.
    public let name: String
    /// The name of the format, such as `dcat-us-1.1`; `nil` when it was not recognised.
    public let format: String?
    /// How many of its records are in the batch; 0 for a file with an error.
    public let recordCount: Int
    /// Whether it has an error, so that none of its records is in the batch.
    public let isFaulty: Bool
  }

  mutating func rename(to name: String) {
    diagnostics = diagnostics.map { $0.renamed(to: name) }
    files = files.map {
      File(name: name, format: $0.format, recordCount: $0.recordCount, isFaulty: $0.isFaulty)
    }
    for index in records.indices { records[index].origin.file = name }
  }

  /// Whether any file has an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
