package import CartularyModel

/// Croissant 1.1, with terms of use as `usageInfo`.
package struct CroissantExport: ExportFormat {
  package let tellsPublication = true
  package let name = "croissant"
  package let summary = "Croissant 1.1 with terms of use as `usageInfo`; one dataset per file"
  package let mediaType = "application/ld+json"
  package let fileExtension = "json"
  package let holdsMany = false
  package let frame = ExportFrame(tail: "\n")
  package var carries: [String] {
    SchemaOrgWriter.carries + CroissantWriter.carriedForms + CroissantWriter.carriedVariables
      + ResponsibleAI.carries
  }

  package func text(of record: PublishedDataset) -> String {
    let writer = JSONLDWriter(vocabulary: "schema", aliases: CroissantWriter.aliases)
    return ExportJSON.text(
      .map([("@context", CroissantWriter.context)] + writer.entries(of: CroissantWriter.node(record))))
  }
}
