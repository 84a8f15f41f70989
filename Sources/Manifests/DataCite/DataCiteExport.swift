public import DatasetModel

/// DataCite 4 as the JSON of its REST API.
public struct DataCiteExport: ExportFormat {
  public let name = "datacite"
  public let summary = "DataCite 4 as the JSON of its REST API"
  public let mediaType = "application/vnd.datacite.datacite+json"
  public let fileExtension = "json"
  public let frame = ExportFrame(head: "{\"data\": [\n", separator: ",\n", tail: "\n]}\n")

  public let carries = [
    "id", "title", "description", "aliases", "landing-page", "publisher.name", "publisher.identifier",
    "steward.name", "steward.identifier", "creators.name", "creators.identifier", "keywords",
    "temporal.start",
    "temporal.end", "spatial.name", "spatial.box", "issued", "modified", "version", "license", "rights",
    "data-dictionary.url", "distributions.download-url", "distributions.media-type", "provenance.statement",
  ]

  public func text(of record: PublishedDataset) -> String {
    ExportJSON.text(
      .map([("type", .text("dois")), ("attributes", DataCiteWriter.attributes(record.dataset))]))
  }
}
