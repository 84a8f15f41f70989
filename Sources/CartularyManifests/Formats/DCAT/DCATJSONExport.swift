package import CartularyModel

/// DCAT-AP 3 as JSON-LD.
package struct DCATJSONExport: ExportFormat {
  package let tellsPublication = true
  package let name = "dcat-ap"
  package let summary = "DCAT-AP 3 as JSON-LD, with the provenance of each record as `dcat:CatalogRecord`"
  package let mediaType = "application/ld+json"
  package let fileExtension = "jsonld"
  package let frame = LinkedPrefixes.frame(context: LinkedPrefixes.context(DCATWriter.prefixes))
  package var carries: [String] { DCATWriter.carries }

  package func text(of record: PublishedDataset) -> String {
    DCATWriter.nodes(of: record).map { ExportJSON.text(JSONLDWriter().value($0)) }.joined(separator: ",\n")
  }
}

/// The same graph as Turtle.
package struct DCATTurtleExport: ExportFormat {
  package let tellsPublication = true
  package let name = "dcat-ap-turtle"
  package let summary = "the same graph as Turtle"
  package let mediaType = "text/turtle"
  package let fileExtension = "ttl"
  package let frame = ExportFrame(head: TurtleWriter.head(DCATWriter.prefixes))
  package var carries: [String] { DCATWriter.carries }

  package func text(of record: PublishedDataset) -> String {
    DCATWriter.nodes(of: record).flatMap(\.subjects).map(TurtleWriter().text).joined()
  }

  /// Both serialisations write the same graph.
  package var fidelity: ExportFidelity { .readBackAs(DCATJSONExport()) }
}
