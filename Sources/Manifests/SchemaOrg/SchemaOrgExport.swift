public import DatasetModel

/// schema.org's Dataset as JSON-LD, as search engines read it in pages.
public struct SchemaOrgExport: ExportFormat {
  public let name = "schema-org"
  public let summary =
    "schema.org Dataset as JSON-LD, for a `<script type=\"application/ld+json\">` of a page"
  public let mediaType = "application/ld+json"
  public let fileExtension = "jsonld"
  public let frame = LinkedPrefixes.frame(
    context: [("@vocab", .text("https://schema.org/"))] + LinkedPrefixes.context(SchemaOrgWriter.prefixes))
  public var carries: [String] {
    SchemaOrgWriter.carries + SchemaOrgWriter.carriedForms + SchemaOrgWriter.carriedVariables
  }

  public func text(of record: PublishedDataset) -> String {
    var node = SchemaOrgWriter.node(record)
    node.add("schema:variableMeasured", SchemaOrgWriter.variables(of: record.dataset))
    node.add(
      "schema:distribution", record.dataset.distributions.map { .node(SchemaOrgWriter.distribution($0)) })
    return ExportJSON.text(JSONLDWriter(vocabulary: "schema").value(node))
  }
}
