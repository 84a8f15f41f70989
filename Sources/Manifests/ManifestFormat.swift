internal import DatasetModel

/// A format in which manifests come, recognised by its content.
protocol ManifestFormat: Sendable {
  /// As it is stored with each record: `dcat-us-1.1`.
  var name: String { get }
  /// Whether one file may hold a whole catalogue, and so may be as large as one.
  var isCatalogue: Bool { get }
  func recognizes(_ document: SourceDocument) -> Bool
  /// Reads every record of a document. Faults go to `report`; a record that has one is not handed on.
  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void)
}

/// A record as a format found it.
struct FoundRecord {
  let dataset: Dataset
  let mark: SourceMark
  /// The record's part of the file, in bytes.
  let sourceRange: Range<Int>
}

/// The formats, in the order in which they are asked.
enum ManifestFormats {
  static let all: [any ManifestFormat] = [
    CroissantFormat(), DCATUS3Format(), SchemaOrgFormat(), DCATFormat(), DCATUSFormat(), NativeFormat(),
  ]
}
