package import CartularyManifests

/// Every format in which records leave a catalog: those that manifests come in, and those of other engines, which need the
/// field table.
package enum CatalogExports {
  package static let all: [any ExportFormat] = ExportFormats.all + [OpenSearchBulk()]

  /// The format of a name, in any case; `nil` if there is none.
  package static func named(_ name: String) -> (any ExportFormat)? {
    all.first { $0.name == name.lowercased() }
  }
}
