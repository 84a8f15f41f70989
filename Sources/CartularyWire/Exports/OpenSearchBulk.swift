internal import CartularyBase
package import CartularyManifests
package import CartularyModel

/// Records for OpenSearch: lines of its bulk API, each action followed by its document.
///
/// The index is named by the address to which the lines are sent, so that one file serves any index.
package struct OpenSearchBulk: ExportFormat {
  package let name = "opensearch-bulk"
  package let summary =
    "lines of OpenSearch's bulk API, an action and a document for each record; into a directory, with an index template"
  package let mediaType = "application/x-ndjson"
  package let fileExtension = "ndjson"
  package let frame = ExportFrame()
  package var carries: [String] { native.carries }
  /// The whole record stands in each document.
  package let fidelity = ExportFidelity.whole
  /// What is searched and filtered is told apart from what holds, field by field.
  package let tellsStatedTerms = true

  private let native = NativeLinesExport()

  /// What goes into one request: OpenSearch takes 100 MB unless told otherwise, hosted ones 10.
  package static let requestByteCount = 9_000_000

  package init() {}

  package func text(of record: PublishedDataset) -> String {
    var document = JSONBytes(OpenSearchDocument.value(of: record))
    var whole = JSONBytes()
    whole.write(raw: "{\"\(OpenSearchIndex.recordKey)\":")
    // Without its line feed, and with the terms that hold: who reads it cannot look up its programmes.
    whole.write(raw: String(native.text(of: record.standingAlone).dropLast()))
    whole.write(raw: "}")
    document.merge(whole)
    let action = JSONValue.object(["index": .object(["_id": .string(record.dataset.id)])])
    return action.text + "\n" + String(decoding: document.bytes, as: UTF8.self) + "\n"
  }

  /// What is sent before the lines, each by its file's name.
  package static var companions: [(name: String, text: String)] {
    [
      ("index-template.json", OpenSearchIndex.template.text + "\n"),
      ("search-template.json", OpenSearchIndex.search.text + "\n"),
    ]
  }
}
