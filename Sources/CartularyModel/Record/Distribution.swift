/// One form in which a dataset can be had: a file, an interface, a page.
package struct Distribution: Codable, Hashable, Sendable {
  package var title: String?
  package var description: String?
  /// Where it can be reached, in whatever way.
  package var accessURL: String?
  /// Where the bytes themselves are.
  package var downloadURL: String?
  /// A short upper-case name, such as `CSV`: what the `format` filter compares.
  package var format: String?
  package var mediaType: String?
  package var byteCount: Int?
  /// `algorithm:hexadecimal digits`.
  package var checksum: String?
  /// What the form itself is licensed under, where it says so.
  @OmitsWhenEmpty package var licenses: [License]
  package var rights: String?

  package init() {}

  enum CodingKeys: String, CodingKey {
    case title, description
    case accessURL = "access-url"
    case downloadURL = "download-url"
    case format
    case mediaType = "media-type"
    case byteCount = "bytes"
    case checksum
    case licenses = "license"
    case rights
  }
}

/// The short names of formats.
package enum FormatName {
  /// The name of a media type or of what a publisher calls a format: `text/csv` and `.csv` are `CSV`.
  ///
  /// - Returns: `nil` for empty text.
  package static func short(_ text: String) -> String? {
    let bare = text.lowercased().split(separator: ";").first.map(String.init) ?? ""
    let trimmed = bare.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !trimmed.isEmpty else { return nil }
    if let known = byMediaType[trimmed] { return known }
    if trimmed.contains("/"), !trimmed.contains(" "), let subtype = trimmed.split(separator: "/").last {
      var name = subtype[...]
      for head in ["x-", "vnd."] where name.hasPrefix(head) { name = name.dropFirst(head.count) }
      return name.uppercased()
    }
    return (trimmed.hasPrefix(".") ? String(trimmed.dropFirst()) : trimmed).uppercased()
  }

  private static let byMediaType: [String: String] = [
    "application/x-zip-compressed": "ZIP", "application/vnd.ms-excel": "XLS",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/rdf+xml": "RDF", "application/ld+json": "JSON-LD", "text/plain": "TXT", "text/turtle": "TTL",
    "text/tab-separated-values": "TSV", "application/geo+json": "GEOJSON",
    "application/vnd.geo+json": "GEOJSON",
    "application/vnd.google-earth.kml+xml": "KML", "application/x-parquet": "PARQUET",
    "application/vnd.apache.parquet": "PARQUET", "application/octet-stream": "BINARY", "image/tiff": "TIFF",
  ]
}
