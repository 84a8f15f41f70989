internal import DatasetModel

/// A resource of a CKAN package.
enum CKANResource {
  /// - Returns: `nil` for what says nothing.
  static func distribution(_ node: SourceNode) -> Distribution? {
    guard node.entries != nil else { return nil }
    var distribution = Distribution()
    distribution.title = node["name"]?.firstText
    distribution.description = node["description"]?.firstText
    // What is uploaded to CKAN is the file; what is linked may be a page.
    let url = node["url"]?.firstText
    if node["url_type"]?.firstText == "upload" {
      distribution.downloadURL = node["download_url"]?.firstText ?? url
      distribution.accessURL = node["access_url"]?.firstText
    } else {
      distribution.accessURL = node["access_url"]?.firstText ?? url
      distribution.downloadURL = node["download_url"]?.firstText
    }
    distribution.mediaType = node["mimetype"]?.firstText.map(AuthorityCodes.mediaType)
    distribution.format = (node["format"]?.firstText ?? distribution.mediaType).flatMap(AuthorityCodes.format)
    distribution.byteCount = node["size"]?.firstText.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    if let hash = node["hash"]?.firstText {
      let algorithm = node["hash_algorithm"]?.firstText.map { algorithm in
        algorithm.split { "#/_".contains($0) }.last.map { String($0).lowercased() } ?? algorithm
      }
      distribution.checksum = hash.contains(":") ? hash : algorithm.map { "\($0):\(hash)" } ?? hash
    }
    distribution.licenses =
      (node["license"]?.firstText ?? node["license_id"]?.firstText).map(LicenseTable.standard.licenses(from:))
      ?? []
    distribution.rights = node["rights"]?.firstText
    return distribution == Distribution() ? nil : distribution
  }
}
