/// Bounds on what is read, each with its reason. An input beyond one is refused with a message that
/// names it.
enum ManifestLimits {
  /// A manifest is written by hand; a mebibyte is a book. YAML's worst shapes of this size stay within
  /// 1.4 s and 110 MB.
  static let manifestByteCount = 1 << 20
  /// A catalog file such as `data.json` is parsed record by record; its records are held until they are
  /// published, all of a file at once or none.
  static let catalogByteCount = 256 << 20
  /// One record of a catalog file.
  static let recordByteCount = 1 << 20
  /// A data package, which describes each column of each of its tables: the largest seen has 1.6 MB.
  static let packageByteCount = 4 << 20
  /// A data dictionary in a CSV file of its own: 4,800 columns take 1.4 MB.
  static let dictionaryByteCount = 8 << 20
  /// Lines of such a file, each a variable.
  static let dictionaryRowCount = 20_000
  /// Deeper nesting is an attack or an accident; 64 levels fit every thread's stack.
  static let depth = 64
  /// Nodes of one document, with aliases expanded.
  static let nodeCount = 50_000
  /// Nodes of one file of linked data, which has to be held whole: any of them may refer to any other.
  static let graphNodeCount = 1_000_000
  /// Text of one document, with aliases expanded: four times the file.
  static let textByteCount = 4 << 20
  /// What is said of one file. Beyond that something is wrong with all of it.
  static let diagnosticCount = 1_000
  /// Keys of one map.
  static let keyCount = 10_000
  /// Files of one run, so that a wrong directory does not walk a whole disk.
  static let fileCount = 100_000
  /// One text of a record: descriptions of 670 KiB are published, and the record as a whole is bounded too.
  static let fieldByteCount = 768 << 10
  /// A cell of a data dictionary, and a text that is kept as it stood because no key of ours takes it.
  static let cellByteCount = 64 << 10
}
