internal import CartularyModel

/// Our records as Croissant: schema.org's Dataset with its files and tables.
///
/// Croissant describes a file by its bytes and a column by the file that it is read from. So a distribution
/// without a download is left out; a file without a digest makes the dataset a live one; and if no file belongs to
/// the table, columns are described as in schema.org.
enum CroissantWriter {
  /// Of distributions that can be downloaded.
  static let carriedForms = [
    "title", "description", "access-url", "download-url", "media-type", "bytes", "license",
  ].map {
    "distributions." + $0
  }

  /// From a dictionary of one table.
  static let carriedVariables = ["name", "description", "unit"].map {
    "data-dictionary.tables.variables." + $0
  }

  static func node(_ record: PublishedDataset) -> RDFNode {
    let dataset = record.dataset
    let files = dataset.distributions.filter { $0.downloadURL?.isEmpty == false }
    var node = SchemaOrgWriter.node(record, forms: files)
    node.types = ["sc:Dataset"]
    ResponsibleAI.add(dataset, to: &node)
    node.add("dct:conformsTo", text: "http://mlcommons.org/croissant/1.1")
    if files.contains(where: { digest(of: $0) == nil }) { node.add("cr:isLiveDataset", .json(.bool(true))) }
    node.add("schema:distribution", files.enumerated().map { .node(file($1, number: $0 + 1)) })
    if let tables = CroissantTablesWriter(dataset, fileCount: files.count) {
      node.add("cr:recordSet", tables.recordSets.map(RDFTerm.node))
    } else {
      node.add("schema:variableMeasured", SchemaOrgWriter.variables(of: dataset))
    }
    return node
  }

  /// The names of files within the document.
  static func fileID(_ number: Int) -> String { "file-\(number)" }

  private static func file(_ distribution: Distribution, number: Int) -> RDFNode {
    var bare = distribution
    bare.checksum = nil
    var node = SchemaOrgWriter.distribution(bare)
    node.id = fileID(number)
    node.types = ["cr:FileObject"]
    if distribution.title == nil { node.add("schema:name", text: fileID(number)) }
    if distribution.mediaType == nil, distribution.format == nil {
      node.add("schema:encodingFormat", text: "application/octet-stream")
    }
    if let digest = digest(of: distribution) { node.add(digest.name, text: digest.digits) }
    return node
  }

  /// The digest in one of the two ways that Croissant has.
  private static func digest(of distribution: Distribution) -> (name: String, digits: String)? {
    for (algorithm, name) in [("sha256:", "schema:sha256"), ("md5:", "cr:md5")] {
      guard let text = distribution.checksum, text.hasPrefix(algorithm) else { continue }
      let digits = String(text.dropFirst(algorithm.count))
      if Checksum.isHexadecimal(digits) { return (name, digits) }
    }
    return nil
  }

  // MARK: - The context

  /// The terms of Croissant's own context that are written without a prefix.
  private static let terms: [(term: String, meaning: String)] =
    [
      "annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field",
      "fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath",
      "key",
      "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
      "separator", "source", "subField", "transform",
    ].map { ($0, "cr:" + $0) } + [("conformsTo", "dct:conformsTo")]

  static let aliases: [String: String] = Dictionary(
    (terms + [("data", "cr:data"), ("dataType", "cr:dataType"), ("examples", "cr:examples")])
      .map { ($0.meaning, $0.term) }, uniquingKeysWith: { first, _ in first })

  /// Croissant's, as its tools require it, with the prefixes that it does not declare itself.
  static let context: ManifestValue = {
    var entries: [(String, ManifestValue)] = [
      ("@language", .text("en")), ("@vocab", .text("https://schema.org/")),
      ("cr", .text("http://mlcommons.org/croissant/")), ("rai", .text("http://mlcommons.org/croissant/RAI/")),
      ("sc", .text("https://schema.org/")),
      ("data", .map([("@id", .text("cr:data")), ("@type", .text("@json"))])),
      ("dataType", .map([("@id", .text("cr:dataType")), ("@type", .text("@vocab"))])),
      ("examples", .map([("@id", .text("cr:examples")), ("@type", .text("@json"))])),
    ]
    entries += terms.map { ($0.term, .text($0.meaning)) }
    entries += LinkedPrefixes.context(SchemaOrgWriter.prefixes)
    return .map(entries.sorted { $0.0 < $1.0 })
  }()
}
