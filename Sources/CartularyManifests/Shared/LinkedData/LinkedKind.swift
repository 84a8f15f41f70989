/// The vocabulary in which a JSON-LD document describes its datasets.
///
/// Each document has at most one, so that the formats of the family never compete for a file.
enum LinkedKind: Sendable {
  case dcat, dcatUS3, schemaOrg, croissant

  /// Recognises a document by its top level: context, types and the standard it conforms to.
  ///
  /// - Returns: `nil` if it is not linked data, and for DCAT-US 1.1, which is its own kind of JSON.
  static func of(_ document: SourceDocument) -> LinkedKind? {
    let top = Top(document)
    guard !top.keys.contains("cartulary") else { return nil }
    let context = top.context?.compactText.lowercased() ?? ""
    let standard = top.standard?.compactText.lowercased() ?? ""
    guard !(context + standard).contains("project-open-data") else { return nil }
    if context.contains("mlcommons.org") || standard.contains("mlcommons.org/croissant") { return .croissant }
    if context.contains("dcat-us") || (standard.contains("dcat-us") && standard.contains("3")) {
      return .dcatUS3
    }
    guard top.isLinked else { return nil }
    if top.context.map(isSchemaOrg) ?? false { return .schemaOrg }
    if ["w3.org/ns/dcat", "dcat-ap", "data.europa.eu/r5r"].contains(where: context.contains) { return .dcat }
    if top.context == nil, top.keys.contains("dataset") {
      // The keys of DCAT-US 1.1, which has its own format; its context is often left out.
      return nil
    }
    return top.kindByNames
  }

  private static func isSchemaOrg(_ context: SourceNode) -> Bool {
    context.items.contains { item in
      let vocabulary = item.glance ?? item["@vocab"]?.glance
      return vocabulary?.lowercased().contains("schema.org") ?? false
    }
  }

  /// What a document states before its records.
  private struct Top {
    let keys: Set<String>
    let context: SourceNode?
    let standard: SourceNode?
    private let types: [String]
    private let bytes: [UInt8]

    init(_ document: SourceDocument) {
      bytes = document.file.bytes
      keys = document.outline.keys.union(document.outline.firstItem?.keys ?? [])
      let nodes = document.outline.telling
      context = nodes["@context"]
      standard = nodes["conformsTo"] ?? nodes["dct:conformsTo"]
      types = nodes["@type"]?.items.compactMap(\.glance) ?? []
    }

    /// Has one of the keywords of JSON-LD, or a key that is the name of a term.
    var isLinked: Bool {
      keys.contains { ["@context", "@graph", "@type", "@id"].contains($0) || Self.family(of: $0) != nil }
    }

    /// By the types and keys, and by the beginning of the text if those do not decide.
    var kindByNames: LinkedKind? {
      for name in types + keys.sorted() {
        if let kind = Self.family(of: name) { return kind }
      }
      if keys.contains("@graph") || bytes.first == UInt8(ascii: "[") {
        let opening = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
        for quoted in opening.split(separator: "\"", maxSplits: 4_000) {
          if let kind = Self.family(of: String(quoted.prefix(120))) { return kind }
        }
      }
      let classes: Set = ["Dataset", "DataCatalog", "Catalog", "Catalogue", "DatasetSeries", "DataService"]
      guard types.contains(where: classes.contains) || keys.contains("@graph") else { return nil }
      return keys.contains("name") || types.contains("DataCatalog") ? .schemaOrg : .dcat
    }

    /// The vocabulary that a written name belongs to; `nil` for plain words and other vocabularies.
    private static func family(of name: String) -> LinkedKind? {
      guard name.contains(":"), !name.contains(" ") else { return nil }
      if ["dcat:", "dct:", "dcterms:"].contains(where: name.hasPrefix)
        || ["http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"].contains(where: name.hasPrefix)
      {
        return .dcat
      }
      let isSchema =
        ["schema:", "sc:", "sdo:"].contains(where: name.hasPrefix)
        || ["http://schema.org/", "https://schema.org/"].contains(where: name.hasPrefix)
      return isSchema ? .schemaOrg : nil
    }
  }
}
