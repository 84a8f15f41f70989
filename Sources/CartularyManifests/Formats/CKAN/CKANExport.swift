package import CartularyModel

/// CKAN packages, as `package_show` returns them; several are a list.
package struct CKANExport: ExportFormat {
  let extras: CKANNativeExtras
  package let name = "ckan"
  package let summary =
    "CKAN packages, as `package_show` returns them and `package_create` takes them; several are a list"
  package let mediaType = "application/json"
  package let fileExtension = "json"
  package let frame = ExportJSON.listFrame

  package var carries: [String] { Self.carriedFields + extras.keys.map(\.name) }

  private static let carriedFields =
    [
      "id", "title", "description", "identifiers", "landing-page", "publisher", "steward.name",
      "steward.email",
      "keywords", "themes", "language", "temporal.start", "temporal.end", "issued", "modified", "version",
      "frequency", "rights", "access-rights", "provenance.statement",
    ]
    + [
      "title", "description", "access-url", "download-url", "media-type", "format", "bytes", "checksum",
      "license",
      "rights",
    ]
    .map { "distributions." + $0 }

  package func text(of record: PublishedDataset) -> String {
    ExportJSON.text(CKANWriter.value(record.dataset, extras))
  }

  package func document(of record: PublishedDataset) -> String { text(of: record) + "\n" }
}
