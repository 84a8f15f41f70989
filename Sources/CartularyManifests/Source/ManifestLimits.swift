/// Limits on what is read, each with its reason. An input that exceeds one is refused with a message that
/// names it.
enum ManifestLimits {
  /// A manifest is written by hand; a mebibyte is a book. YAML's worst shapes of this size stay within
  /// 1.4 s and 110 MB.
  static let manifestByteCount = 1 << 20
  /// A catalog file such as `data.json`, JSON Lines or a YAML stream is parsed record by record; its records are held until they are
  /// published, all of a file at once or not at all.
  static let catalogByteCount = 256 << 20
  /// Records of one file, which are all held until they are published: each takes some kilobytes, however short it is.
  static let recordCount = 1_000_000
  /// One record of a catalog file, and one document of a YAML stream.
  static let recordByteCount = 1 << 20
  /// One record as it is stored, a little below the ledger's own limit of a mebibyte, as that measures its own form.
  static let storedByteCount = (1 << 20) - (8 << 10)
  /// A data package, which describes each column of each of its tables: the largest one seen is 1.6 MB.
  static let packageByteCount = 4 << 20
  /// A data dictionary in a separate CSV file: 4,800 columns take 1.4 MB.
  static let dictionaryByteCount = 8 << 20
  /// Rows of such a file, one per variable.
  static let dictionaryRowCount = 20_000
  /// Deeper nesting is an attack or an accident; 64 levels fit every thread's stack.
  static let depth = 64
  /// Nodes of one document, with aliases expanded.
  static let nodeCount = 50_000
  /// Nodes of one file of linked data, which has to be held whole: any of them may refer to any other.
  static let graphNodeCount = 1_000_000
  /// Text of one document, with aliases expanded: four times the file.
  static let textByteCount = 4 << 20
  /// Diagnostics about one file. With more than that, something is wrong with the whole file.
  static let diagnosticCount = 1_000
  /// Keys of one map.
  static let keyCount = 10_000
  /// Files of one run, so that naming the wrong directory does not walk a whole disk.
  static let fileCount = 100_000
  /// One text of a record: descriptions of 670 KiB are published, and the record as a whole is bounded too.
  static let fieldByteCount = 768 << 10
  /// What limits the data, what of it is not shared, what was learnt: a paragraph or two. What is longer is a document.
  static let paragraphByteCount = 16 << 10
  /// One text in JSON: no record may be longer than a package, so no part of one is.
  static let scalarByteCount = packageByteCount
  /// Values of one list of a native manifest, except for the columns of a dictionary: each is compared with the others
  /// in decisions and exports. The longest one in 5,000 real records has 356.
  static let listCount = 1_000
  /// A cell of a data dictionary, and a text that is kept as it was because none of our keys takes it.
  static let cellByteCount = 64 << 10
}
