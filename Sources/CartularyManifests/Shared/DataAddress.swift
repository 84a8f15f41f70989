internal import CartularyBase
internal import CartularyModel

/// What an address and the words around it tell of how data is had there.
enum DataAddress {
  /// Whether a distribution's only address is a data file: by the name at its end, or by its format.
  static func isFile(_ form: Distribution) -> Bool {
    guard let address = form.accessURL, address.contains("://"), !isAboutData(form), !isService(form) else {
      return false
    }
    if let ending = ending(of: address) { return files.contains(ending) }
    return form.format.map { files.contains($0.uppercased()) } ?? false
  }

  /// Whether an address ends in the name of a data file.
  static func isNamedAsFile(_ address: String) -> Bool {
    ending(of: address).map(files.contains) ?? false
  }

  /// Whether a distribution is an interface that programs ask.
  static func isService(_ form: Distribution) -> Bool {
    guard let address = form.accessURL ?? form.downloadURL, address.contains("://"),
      address.split(separator: "/").count > 2
    else { return false }
    let folded = address.lowercased()
    if servicePaths.contains(where: { folded.contains($0) }) { return true }
    guard !["HTML", "HTM", "ASPX", "PHP"].contains(ending(of: address) ?? "") else { return false }
    return [form.format, form.title].contains { words in
      guard let words else { return false }
      return services.contains(FoldedText.letters(words))
    }
  }

  /// A dictionary or a guide beside the data.
  private static func isAboutData(_ form: Distribution) -> Bool {
    let file = form.accessURL?.split(separator: "/").last.map(String.init)
    let words = FoldedText.letters([form.title, file].compactMap { $0 }.joined(separator: " "))
    return ["dictionary", "metadata", "codebook", "documentation", "readme"].contains { words.contains($0) }
  }

  private static func ending(of address: String) -> String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    guard let file = path.split(separator: "/").last, let dot = file.lastIndex(of: ".") else { return nil }
    let name = file[file.index(after: dot)...].uppercased()
    guard path.split(separator: "/").count > 2, (2...8).contains(name.utf8.count) else { return nil }
    return name
  }

  // MARK: - Tables

  /// Formats of data, and not of texts about it.
  private static let files: Set = [
    "CSV", "TSV", "XLS", "XLSX", "XLSB", "ODS", "MS EXCEL", "JSON", "JSONL", "NDJSON", "GEOJSON", "TOPOJSON",
    "XML", "RDF", "TTL", "NT", "JSON-LD", "JSONLD", "KML", "KMZ", "GML", "SHP", "SHAPEFILE", "QGIS SHAPEFILE",
    "ESRI SHAPEFILE", "GPKG", "GEOPACKAGE", "ZIP", "GZ", "TGZ", "BZ2", "XZ", "ZST", "TAR", "7Z",
    "7-ZIP COMPRESSED FILE", "RAR", "PARQUET", "FEATHER", "ARROW", "AVRO", "ORC", "HDF", "HDF5", "H5", "NC",
    "NETCDF", "NC4", "GRIB", "GRIB2", "TIF", "TIFF", "GEOTIFF", "ZARR", "SAV", "DTA", "SAS7BDAT", "RDS",
    "RDATA",
    "SQLITE", "DB", "MDB", "ACCDB", "FASTA", "FASTQ", "VCF", "BAM", "LAS", "LAZ", "NPY", "NPZ", "MAT", "PBF",
  ]

  /// Names of interfaces, in letters and digits only.
  private static let services: Set = [
    "api", "wfs", "ogcwfs", "webfeatureservicewfs", "webfeatureservice", "wms", "ogcwms", "webmapservice",
    "webmapservicewms", "wmts", "wcs", "ogcwcs", "csw", "rest", "restapi", "arcgisrestapi", "ogcapi",
    "ogcapifeatures", "stacapi", "sparql",
    "sparqlendpoint", "opendap", "thredds", "odata", "graphql", "openapi", "webservice",
  ]

  private static let servicePaths = [
    "/rest/services/", "/featureserver", "/mapserver", "/wfsserver", "/wmsserver", "/geoserver/",
    "service=wfs", "service=wms", "/sparql",
  ]
}

extension Dataset {
  /// Data that is offered to programs only, and from which nobody is kept, is had through an interface.
  mutating func readServices() {
    guard access.modes.isEmpty, accessRights == nil || accessRights == .public,
      !distributions.contains(where: \.isDownload), distributions.contains(where: DataAddress.isService)
    else { return }
    access.modes = [.api]
  }
}

extension ArraySlice<UInt8> {
  /// Whether bytes stand in it next to each other.
  func contains(sequence: [UInt8]) -> Bool {
    guard let first = sequence.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: sequence) { return true }
      rest = rest[(start + 1)...]
    }
    return false
  }
}
