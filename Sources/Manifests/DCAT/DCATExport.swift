public import DatasetModel

/// DCAT-AP 3 as JSON-LD.
public struct DCATJSONExport: ExportFormat {
  public let name = "dcat-ap"
  public let summary = "DCAT-AP 3 as JSON-LD, with the provenance of each record as `dcat:CatalogRecord`"
  public let mediaType = "application/ld+json"
  public let fileExtension = "jsonld"
  public let frame = LinkedPrefixes.frame(context: LinkedPrefixes.context(DCATWriter.prefixes))
  public var carries: [String] { DCATWriter.carries }

  public func text(of record: PublishedDataset) -> String {
    DCATWriter.nodes(of: record).map { ExportJSON.text(JSONLDWriter().value($0)) }.joined(separator: ",\n")
  }
}

/// The same graph as Turtle.
public struct DCATTurtleExport: ExportFormat {
  public let name = "dcat-ap-turtle"
  public let summary = "the same graph as Turtle"
  public let mediaType = "text/turtle"
  public let fileExtension = "ttl"
  public let frame = ExportFrame(head: TurtleWriter.head(DCATWriter.prefixes))
  public var carries: [String] { DCATWriter.carries }

  public func text(of record: PublishedDataset) -> String {
    DCATWriter.nodes(of: record).flatMap(\.subjects).map(TurtleWriter().text).joined()
  }

  /// Both serialisations are of one graph.
  public func losses(of dataset: Dataset) -> [String] { DCATJSONExport().losses(of: dataset) }
}
