internal import CartularyModel

/// A resource of a CKAN package.
enum CKANResource {
  /// The catalog's own bookkeeping, which says nothing about the data.
  static let leftOut: Set = [
    "package_id", "position", "revision_id", "revision_timestamp", "state", "created",
    "metadata_modified",
    "cache_last_updated", "cache_url", "datastore_active", "mimetype_inner", "resource_type", "url_type",
    "tracking_summary", "resource_group_id", "webstore_last_updated", "webstore_url", "on_same_domain",
  ]

  /// - Parameter rest: Takes what has no field.
  /// - Returns: `nil` if it says nothing.
  static func distribution(
    _ node: SourceNode, rest: inout UnmappedValues, report: inout SourceReport
  ) -> Distribution? {
    guard node.entries != nil else { return nil }
    var fields = SourceFields(node, ignoring: leftOut.union(["id"]))
    var distribution = Distribution()
    let names = CKANTranslations.texts(&fields, "name", "name_translated")
    distribution.title = names.first
    for other in names.dropFirst() { rest.add(other, of: names[0], at: "resources.name") }
    let texts = CKANTranslations.texts(&fields, "description", "description_translated")
    distribution.description = texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    // An upload to CKAN is the file itself; a link may lead to a page.
    if node["url_type"]?.firstText == "upload" {
      distribution.downloadURL = fields.text("download_url", "url")
      distribution.accessURL = fields.text("access_url")
    } else {
      distribution.accessURL = fields.text("access_url", "url")
      distribution.downloadURL = fields.text("download_url")
      // The name of a file at its end says that a link is the file.
      if node["access_url"]?.isBlank ?? true, distribution.downloadURL == nil,
        let url = distribution.accessURL,
        DataAddress.isNamedAsFile(url)
      {
        (distribution.downloadURL, distribution.accessURL) = (url, nil)
      }
      // CKAN asks for a link, so it is the download where there is no other.
      if node["access_url"]?.isBlank ?? true, distribution.accessURL == distribution.downloadURL {
        distribution.accessURL = nil
      }
    }
    // The same address under another name adds nothing.
    let addresses = [distribution.accessURL, distribution.downloadURL]
    if let url = node["url"]?.firstText, addresses.contains(url) { fields.take("url") }
    distribution.mediaType = fields.text("mimetype").map(AuthorityCodes.mediaType)
    distribution.format = fields.format("format") ?? distribution.mediaType.flatMap(AuthorityCodes.format)
    if let size = fields.text("size") {
      distribution.byteCount = Int(size).flatMap { $0 > 0 ? $0 : nil }
      if distribution.byteCount == nil, size != "0" { fields.keep("size") }
    }
    if let hash = fields.text("hash") {
      let algorithm = fields.text("hash_algorithm").map { algorithm in
        algorithm.split { "#/_".contains($0) }.last.map { String($0).lowercased() } ?? algorithm
      }
      distribution.checksum = hash.contains(":") ? hash : algorithm.map { "\($0):\(hash)" } ?? hash
    }
    distribution.licenses = fields.licenses("license", "license_id", report: &report)
    distribution.rights = fields.text("rights")
    guard distribution != Distribution() else { return nil }
    rest.add(fields.unmapped, of: distribution.title ?? distribution.accessURL ?? "", under: "resources")
    return distribution
  }
}
