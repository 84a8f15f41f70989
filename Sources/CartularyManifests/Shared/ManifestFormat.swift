internal import CartularyModel

/// A format in which manifests come, recognised by its content.
protocol ManifestFormat: Sendable {
  /// As it is stored with each record: `dcat-us-1.1`.
  var name: String { get }
  /// Whether one file may hold a whole catalog, and so may be as large as one.
  var isCatalog: Bool { get }
  /// Whether its files are known to have `NaN` in place of `null`.
  var toleratesNaN: Bool { get }
  /// Keys, anywhere in a record, that are about the catalog or its software and not about the data: they are left out.
  /// The documentation of manifests lists them.
  var leftOut: Set<String> { get }
  func recognizes(_ document: SourceDocument) -> Bool
  /// Reads every record of a document. Faults go to `report`; a record that has one is not passed on.
  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void)
}

extension ManifestFormat {
  var toleratesNaN: Bool { false }
  var leftOut: Set<String> { [] }
}

/// A record as a format found it.
struct FoundRecord {
  var dataset: Dataset
  let mark: SourceMark
  /// The record's part of the file, in bytes.
  let sourceRange: Range<Int>
  /// Whether the source states who may see the record.
  var statesAudience = false
  /// Its source with the keys of the native manifest, to locate its values; `nil` for other formats.
  var node: SourceNode?
}
