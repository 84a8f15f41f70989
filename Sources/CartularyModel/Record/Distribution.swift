internal import CartularyBase

/// One form in which a dataset can be had: a file, an interface, a page.
public struct Distribution: Codable, Hashable, Sendable {
  /// What this form is called; `nil` when it is not stated.
  public var title: String?
  /// What this form holds, in words; `nil` when it is not stated.
  public var description: String?
  /// The address at which it can be reached, in whatever way; `nil` when none is stated.
  public var accessURL: String?
  /// The address of the bytes themselves; `nil` when it cannot be downloaded directly.
  public var downloadURL: String?
  /// A short upper-case name, such as `CSV`, which the `format` filter compares; `nil` when it is not stated.
  public var format: String?
  /// The media type, such as `text/csv`; `nil` when it is not stated.
  public var mediaType: String?
  /// The size in bytes; `nil` when it is not stated.
  public var byteCount: Int?
  /// `algorithm:hexadecimal digits`; `nil` when none is stated.
  public var checksum: String?
  /// The licences of this form alone; empty when the dataset's apply.
  @OmitsWhenEmpty public var licenses: [License]
  /// A statement of rights in words; `nil` when there is none.
  public var rights: String?

  /// Makes a distribution of which nothing is stated.
  public init() {}

  /// Whether its download address gives data: a page to be read in a browser does not, whatever it is called.
  package var isDownload: Bool {
    guard let downloadURL else { return false }
    let isPage = Self.pages.contains(format?.lowercased() ?? "") || mediaType?.lowercased() == "text/html"
    // What is stated tells; an address only where nothing is.
    return format == nil && mediaType == nil
      ? !Self.pages.contains(FormatName.short(downloadURL)?.lowercased() ?? "") : !isPage
  }

  private static let pages: Set = [
    "html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "web page", "webpage", "website",
    "arcgis hub dataset",
  ]

  enum CodingKeys: String, CodingKey {
    case title
    case description
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
    // `OGC:WMS` is how catalogs of maps call a WMS.
    if trimmed.hasPrefix("ogc:") { return short(String(trimmed.dropFirst(4))) }
    if trimmed.hasPrefix("http://") || trimmed.hasPrefix("https://") { return ending(of: trimmed) }
    if mediaType(trimmed) != nil, let subtype = trimmed.split(separator: "/").last {
      var name = subtype
      for head in ["x-", "vnd."] where name.hasPrefix(head) { name = name.dropFirst(head.count) }
      return name.uppercased()
    }
    return (trimmed.hasPrefix(".") ? String(trimmed.dropFirst()) : trimmed).uppercased()
  }

  /// The text if it reads as a media type, maybe with parameters: `text/csv; charset=utf-8`.
  ///
  /// - Returns: `nil` for what else has a slash: `CSV/PDF` is two formats, and `example.org/help/#download` an address.
  package static func mediaType(_ text: String) -> String? {
    let parts = text.prefix { $0 != ";" }.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let head = parts.first?.lowercased(), let subtype = parts.last,
      topLevelTypes.contains(head) || head.hasPrefix("x-"),
      !subtype.isEmpty, !subtype.contains(where: { $0.isWhitespace || $0 == ":" })
    else { return nil }
    return text
  }

  /// The name by which facets count a short name: without a remark in brackets (`CSV (zipped)` is `CSV`), and short
  /// where a long name is in use. It depends on nothing that search leaves out of account, such as case.
  package static func plain(_ name: String) -> String {
    let words = FoldedText.words(name).split(whereSeparator: \.isWhitespace)
    let folded = words.joined(separator: " ")
    if let known = byLongName[folded] { return known }
    guard words.count > 1, let first = words.first, words[1].hasPrefix("("),
      words.last?.hasSuffix(")") == true
    else { return name }
    return byLongName[String(first)] ?? first.uppercased()
  }

  private static let byLongName: [String: String] = [
    "comma separated values": "CSV", "comma-separated values": "CSV", "tab separated values": "TSV",
    "tab-separated values": "TSV", "excel": "XLS", "shapefile": "SHP", "esri shapefile": "SHP",
    "portable document format": "PDF", "tif": "TIFF",
  ]

  /// The extension of an address in lower case; `nil` if it has none that could be one.
  private static func ending(of address: String) -> String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    guard path.split(separator: "/").count > 2, let file = path.split(separator: "/").last,
      let dot = file.lastIndex(of: ".")
    else { return nil }
    let name = file[file.index(after: dot)...]
    return (1...7).contains(name.utf8.count) && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      ? short(String(name)) : nil
  }

  /// The first parts of media types in IANA's list.
  private static let topLevelTypes: Set = [
    "application", "audio", "chemical", "font", "image", "message", "model", "multipart", "text", "video",
  ]

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
