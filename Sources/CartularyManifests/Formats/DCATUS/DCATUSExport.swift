package import CartularyModel

/// DCAT-US 1.1: a `data.json`.
package struct DCATUSExport: ExportFormat {
  package let name = "dcat-us"
  package let summary = "DCAT-US 1.1 (Project Open Data), a `data.json`"
  package let mediaType = "application/json"
  package let fileExtension = "json"
  package let frame = ExportFrame(
    head: """
      {
      "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
      "@type": "dcat:Catalog",
      "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
      "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
      "dataset": [

      """, separator: ",\n", tail: "\n]\n}\n")

  package let carries =
    [
      "id", "title", "description", "landing-page", "publisher.name", "steward.name", "steward.email",
      "keywords",
      "themes", "language", "temporal.start", "temporal.end", "issued", "modified", "frequency",
      "rights", "data-dictionary.url",
    ]
    + ["title", "description", "access-url", "download-url", "media-type", "format", "license"].map {
      "distributions." + $0
    }

  package func text(of record: PublishedDataset) -> String {
    ExportJSON.text(DCATUSWriter.value(record.dataset))
  }
}
