/// Formats that are known but not read: what to say instead of the faults that they have as manifests.
enum OtherFormats {
  struct Refusal {
    let message: String
    let help: String
    /// Whether no format that is read has these keys; otherwise those are asked first.
    var isCertain = true
  }

  /// By the keys of a document; `nil` for any other.
  static func refusal(of outline: JSONOutline) -> Refusal? {
    let keys = outline.keys
    let inner = outline.members["data"]?.keys ?? []
    if keys.contains("datasetVersion") || inner.contains("datasetVersion") || inner.contains("latestVersion")
    {
      return Refusal(
        message: "Dataverse's own JSON, which is not read",
        help: "export the dataset as DataCite, schema.org JSON-LD or Croissant")
    }
    if keys.contains("ore:describes") || outline.telling["@type"]?.glance == "ore:ResourceMap" {
      return Refusal(
        message: "an OAI-ORE map, which is not read",
        help: "export the dataset as DataCite, schema.org JSON-LD or Croissant")
    }
    let isKaggle =
      outline.scalars["id"]?.contains("/") == true
      && outline.members["licenses"]?.keys.contains("name") == true
      && !keys.contains("cartulary")
    if isKaggle || keys.contains("id_no") {
      return Refusal(
        message: "Kaggle's dataset metadata, which is not read",
        help: "download the dataset's Croissant metadata instead", isCertain: false)
    }
    return nil
  }

  /// By the name and the beginning of a file; `nil` for any other.
  static func refusal(of file: String, _ bytes: [UInt8]) -> Refusal? {
    let name = file.lowercased()
    let start = bytes.prefix(4_096)
    let opening = String(decoding: start, as: UTF8.self)
    func begins(_ heads: String...) -> Bool {
      let bare = opening.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      return heads.contains { bare.hasPrefix($0) }
    }
    if [".ttl", ".n3", ".nt", ".nq", ".trig"].contains(where: name.hasSuffix)
      || begins("@prefix ", "PREFIX ", "@base ")
    {
      return Refusal(
        message: "Turtle or another text form of RDF, which is not read", help: "export it as JSON-LD")
    }
    if [".rdf", ".xml"].contains(where: name.hasSuffix) || begins("<?xml", "<rdf:RDF") {
      return Refusal(message: "XML, which is not read", help: "export it as JSON or JSON-LD")
    }
    return nil
  }

  /// Tables, which may be of any size.
  static func isTable(_ file: String) -> Bool {
    let name = file.lowercased()
    return name.hasSuffix(".csv") || name.hasSuffix(".tsv")
  }

  static let table = Refusal(
    message: "a table of rows and columns, not a manifest",
    help:
      "to use a CSV data dictionary, name it in 'data-dictionary', 'file' of a manifest; one can be begun from the table"
  )
}
