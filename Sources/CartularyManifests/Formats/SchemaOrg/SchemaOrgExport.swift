package import CartularyModel

/// schema.org's Dataset as JSON-LD, as search engines read it in pages.
package struct SchemaOrgExport: ExportFormat {
  package let tellsPublication = true
  package let name = "schema-org"
  package let summary =
    "schema.org Dataset as JSON-LD, for a `<script type=\"application/ld+json\">` of a page"
  package let mediaType = "application/ld+json"
  package let fileExtension = "jsonld"
  package let frame = LinkedPrefixes.frame(
    context: [("@vocab", .text("https://schema.org/"))] + LinkedPrefixes.context(SchemaOrgWriter.prefixes))
  package var carries: [String] {
    SchemaOrgWriter.carries + SchemaOrgWriter.carriedForms + SchemaOrgWriter.carriedVariables
  }

  package func text(of record: PublishedDataset) -> String {
    var node = SchemaOrgWriter.node(record, forms: record.dataset.distributions)
    node.add("schema:variableMeasured", SchemaOrgWriter.variables(of: record.dataset))
    node.add(
      "schema:distribution", record.dataset.distributions.map { .node(SchemaOrgWriter.distribution($0)) })
    return ExportJSON.text(JSONLDWriter(vocabulary: "schema").value(node))
  }
}
