package import CartularyModel

/// A format in which records leave a catalog: the inverse of the reader beside which it lives.
///
/// A document is `frame.head`, then the text of each record with `frame.separator` between them, then
/// `frame.tail`, so that any number of records can be written one by one. Equal records have equal text.
package protocol ExportFormat: Sendable {
  /// As commands name it: `dcat-ap`.
  var name: String { get }
  /// A line on it, for help and documentation.
  var summary: String { get }
  var mediaType: String { get }
  /// Without the dot.
  var fileExtension: String { get }
  /// Whether one document can hold any number of records, or none; else it holds exactly one.
  var holdsMany: Bool { get }
  var frame: ExportFrame { get }
  /// What it carries, as paths of the native manifest's keys: `publisher.name`. A path stands for all below it.
  var carries: [String] { get }

  /// The part of a document that is about one record.
  func text(of record: PublishedDataset) -> String
  /// A document about one record.
  func document(of record: PublishedDataset) -> String
  /// What of a record its document does not say, as paths of the native manifest's keys, sorted, each once.
  func losses(of dataset: Dataset) -> [String]
}

/// What stands around and between the records of a document.
package struct ExportFrame: Sendable, Hashable {
  package var head = ""
  package var separator = ""
  package var tail = ""
}

extension ExportFormat {
  package var holdsMany: Bool { true }

  package func document(of record: PublishedDataset) -> String { document(of: [record]) }

  /// A document about some records, in their order.
  package func document(of records: [PublishedDataset]) -> String {
    frame.head + records.map(text).joined(separator: frame.separator) + frame.tail
  }

  /// What reading the document back does not give: so nothing is lost that nobody is told of.
  package func losses(of dataset: Dataset) -> [String] {
    let document = document(of: PublishedDataset(dataset))
    let batch = ManifestReader(checksPolicy: false).read(Array(document.utf8), named: name)
    return ExportLoss.paths(of: dataset, notIn: batch.records.count == 1 ? batch.records[0].dataset : nil)
  }
}

/// Every format of export: one table for commands, documentation and tests.
package enum ExportFormats {
  package static let all: [any ExportFormat] = [
    NativeYAMLExport(), NativeJSONExport(), NativeLinesExport(), TableExport(), DCATUSExport(),
    DCATJSONExport(),
    DCATTurtleExport(), SchemaOrgExport(), CroissantExport(), CKANExport(), DataCiteExport(),
  ]

  /// The format of a name; `nil` where there is none.
  package static func named(_ name: String) -> (any ExportFormat)? {
    all.first { $0.name == name.lowercased() }
  }
}
