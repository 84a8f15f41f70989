package import CartularyModel

/// DataCite 4 as the JSON of its REST API.
package struct DataCiteExport: ExportFormat {
  package let name = "datacite"
  package let summary = "DataCite 4 as the JSON of its REST API"
  package let mediaType = "application/vnd.datacite.datacite+json"
  package let fileExtension = "json"
  package let frame = ExportFrame(head: "{\"data\": [\n", separator: ",\n", tail: "\n]}\n")

  package let carries = [
    "id", "title", "description", "aliases", "landing-page", "publisher.name", "publisher.identifier",
    "steward.name", "steward.identifier", "creators.name", "creators.identifier", "keywords",
    "temporal.start",
    "temporal.end", "spatial.name", "spatial.box", "issued", "modified", "version", "license", "rights",
    "data-dictionary.url", "distributions.download-url", "distributions.media-type", "provenance.statement",
    "limits", "access.embargo-until",
  ]

  package func text(of record: PublishedDataset) -> String {
    ExportJSON.text(
      .map([("type", .text("dois")), ("attributes", DataCiteWriter.attributes(record.dataset))]))
  }
}
