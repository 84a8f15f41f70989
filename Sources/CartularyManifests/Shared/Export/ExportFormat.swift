package import CartularyModel

/// A format in which records leave a catalog: the inverse of the reader next to it.
///
/// A document is `frame.head`, then the text of each record with `frame.separator` between them, then
/// `frame.tail`, so that any number of records can be written one by one. Equal records produce equal text.
package protocol ExportFormat: Sendable {
  /// As commands name it: `dcat-ap`.
  var name: String { get }
  /// A one-line description, for help and documentation.
  var summary: String { get }
  var mediaType: String { get }
  /// Without the dot.
  var fileExtension: String { get }
  /// Whether one document can hold any number of records, including none; otherwise it holds exactly one.
  var holdsMany: Bool { get }
  var frame: ExportFrame { get }
  /// What it carries, as paths of the native manifest's keys: `publisher.name`. A path covers all below it.
  var carries: [String] { get }

  /// Whether it says when a record was published, and with what.
  var tellsPublication: Bool { get }
  /// Whether it is read with the record's programmes at hand, so that it says only what the record itself states. All
  /// others say what holds, as their readers cannot follow it.
  var tellsStatedTerms: Bool { get }

  /// The part of a document that is about one record.
  func text(of record: PublishedDataset) -> String
  /// A document about one record.
  func document(of record: PublishedDataset) -> String
  /// How to find out what its document does not say about a record.
  var fidelity: ExportFidelity { get }
}

/// What is written around and between the records of a document.
package struct ExportFrame: Sendable, Hashable {
  package var head = ""
  package var separator = ""
  package var tail = ""

  package init(head: String = "", separator: String = "", tail: String = "") {
    (self.head, self.separator, self.tail) = (head, separator, tail)
  }
}

/// How to find out what a format does not say about a record.
package enum ExportFidelity: Sendable {
  /// It says everything.
  case whole
  /// By reading the document back, so that every loss is reported.
  case readBack
  /// By reading back a document of another format that says the same.
  case readBackAs(any ExportFormat)
  /// By `carries`, as the program does not read the format.
  case carried
}

extension ExportFormat {
  package var holdsMany: Bool { true }
  package var fidelity: ExportFidelity { .readBack }
  package var tellsPublication: Bool { false }
  package var tellsStatedTerms: Bool { false }

  /// A record as the format tells it.
  package func told(_ record: PublishedDataset) -> PublishedDataset {
    tellsStatedTerms ? record : record.standingAlone
  }

  package func document(of record: PublishedDataset) -> String { document(of: [record]) }

  /// A document about some records, in their order.
  package func document(of records: [PublishedDataset]) -> String {
    frame.head + records.map(text).joined(separator: frame.separator) + frame.tail
  }
}
