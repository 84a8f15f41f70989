public import DatasetModel

/// Croissant 1.1, with terms of use as `usageInfo`.
public struct CroissantExport: ExportFormat {
  public let name = "croissant"
  public let summary = "Croissant 1.1 with terms of use as `usageInfo`; one dataset a file"
  public let mediaType = "application/ld+json"
  public let fileExtension = "json"
  public let holdsMany = false
  public let frame = ExportFrame(tail: "\n")
  public var carries: [String] {
    SchemaOrgWriter.carries + CroissantWriter.carriedForms + CroissantWriter.carriedVariables
  }

  public func text(of record: PublishedDataset) -> String {
    let writer = JSONLDWriter(vocabulary: "schema", aliases: CroissantWriter.aliases)
    return ExportJSON.text(
      .map([("@context", CroissantWriter.context)] + writer.entries(of: CroissantWriter.node(record))))
  }
}
