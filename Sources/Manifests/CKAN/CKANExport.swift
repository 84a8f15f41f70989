public import DatasetModel

/// Packages of CKAN, as `package_show` answers them; several are a list.
public struct CKANExport: ExportFormat {
  public let name = "ckan"
  public let summary =
    "CKAN packages, as `package_show` answers them and `package_create` takes them; several are a list"
  public let mediaType = "application/json"
  public let fileExtension = "json"
  public let frame = ExportJSON.listFrame

  public let carries =
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

  public func text(of record: PublishedDataset) -> String {
    ExportJSON.text(CKANWriter.value(record.dataset))
  }

  public func document(of record: PublishedDataset) -> String { text(of: record) + "\n" }
}
