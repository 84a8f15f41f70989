internal import CartularyModel

/// One of a package's resources: a distribution, and a table of the data dictionary.
struct DataPackageResource {
  private let node: SourceNode
  private var fields: SourceFields
  /// Its name, to distinguish it from the others.
  private let name: String

  init(_ node: SourceNode, index: Int) {
    self.node = node
    fields = SourceFields(node)
    fields.take("name", "schema")
    name = node["name"]?.firstText ?? node["title"]?.firstText ?? "\(index)"
  }

  enum Schema {
    case table(DataTable)
    /// The schema is elsewhere.
    case address(String)
  }

  /// One distribution for each file; one for a resource whose data is in the package itself.
  mutating func distributions(_ unmapped: inout UnmappedValues, _ report: inout SourceReport)
    -> [Distribution]
  {
    var common = Distribution()
    common.title = fields.text("title") ?? node["name"]?.firstText
    common.description = fields.text("description")
    common.mediaType = fields.text("mediatype", "mimetype")
    common.format = fields.format("format") ?? common.mediaType.flatMap(AuthorityCodes.format)
    common.licenses = DataPackageRecord.licenses(of: &fields, in: name, &unmapped, &report)
    let isInline = fields.value("data") != nil
    if isInline {
      let note = "The data is in the package itself."
      common.description = common.description.map { $0 + "\n\n" + note } ?? note
    }
    let paths = fields.texts("path", "url")
    if paths.count <= 1 {
      common.byteCount = byteCount(&report)
      common.checksum = checksum()
    }
    guard !paths.isEmpty else { return [common] }
    return paths.map { path in
      var distribution = common
      if path.contains("://") {
        distribution.downloadURL = path
      } else {
        // A path inside the package is useless to anyone who has only its description.
        unmapped.add(path, of: name, at: "resources.path")
      }
      return distribution
    }
  }

  /// What no field took, after everything else was read.
  func keepRest(in unmapped: inout UnmappedValues) {
    unmapped.add(fields.unmapped, of: name, under: "resources")
  }

  /// The dictionary of the resource's columns.
  mutating func schema(_ unmapped: inout UnmappedValues) -> Schema? {
    guard let schema = node["schema"], !schema.isBlank else { return nil }
    if let address = schema.firstText {
      guard address.contains("://") else {
        unmapped.add(address, of: name, at: "resources.schema")
        return nil
      }
      return .address(address)
    }
    var table = TableSchema(schema, of: name).table(&unmapped)
    table.name = node["name"]?.firstText
    table.title = node["title"]?.firstText
    return .table(table)
  }

  private mutating func byteCount(_ report: inout SourceReport) -> Int? {
    guard let text = fields.text("bytes") else { return nil }
    if let count = Int(text), count >= 0 { return count }
    fields.keep("bytes")
    report.say(
      .unreadableInSource, "'bytes' is not a valid number: '\(text.prefix(80))'", at: node["bytes"]?.mark)
    return nil
  }

  /// MD5 if no algorithm is named, as in the standard.
  private mutating func checksum() -> String? {
    fields.text("hash").map { $0.contains(":") ? $0 : "md5:" + $0 }
  }
}
