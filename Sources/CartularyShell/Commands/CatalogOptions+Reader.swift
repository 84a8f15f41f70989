internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests

extension CatalogOptions {
  /// Reads manifests as the settings of the catalog ask, or as those of a new one where there is not one yet.
  func reader() throws -> ManifestReader {
    do {
      return ManifestReader(refusesPolicyFindings: try open().refusesPolicyFindings)
    } catch let error as CatalogError where error.code == .missing {
      return ManifestReader()
    }
  }

  /// The same for whoever only checks: a catalog that cannot be asked is told, and what it asks for is not known.
  func readerForChecks(_ console: Console) -> ManifestReader {
    do {
      return try reader()
    } catch {
      // The usual name of a catalog is also one of other folders.
      if (error as? CatalogError)?.code != .notACatalog || directory.isNamed {
        let (message, help) = ErrorText.parts(of: error)
        console.complain(
          "note: the settings of \(TerminalText.harmless(catalog)) are not known, so policy findings are warnings: "
            + TerminalText.harmless(message) + "\n help: " + TerminalText.harmless(help))
      }
      return ManifestReader()
    }
  }
}
