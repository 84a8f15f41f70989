internal import CartularyBase
internal import CartularyModel

extension ManifestFormatter {
  /// The files that the given paths mean, and the diagnostics about the paths themselves.
  package static func files(at paths: [String]) -> (files: [String], diagnostics: [ManifestDiagnostic]) {
    var diagnostics: [ManifestDiagnostic] = []
    let files = ManifestFiles.find(paths, &diagnostics).map(\.name)
    return (files, diagnostics)
  }

  /// Formats a file without writing it.
  ///
  /// - Returns: Its current bytes, and the result.
  package func format(file name: String) -> (bytes: [UInt8], outcome: Outcome) {
    // One record a line is a layout of its own.
    if ManifestFiles.Found(name: name, isNamed: true).isLines { return ([], .otherFormat("JSON Lines")) }
    do throws(SourceFile.Refusal) {
      let isJSON = ManifestFiles.Found(name: name, isNamed: true).isJSON
      let limit = isJSON ? ManifestLimits.catalogByteCount : ManifestLimits.manifestByteCount
      let file = try SourceFile(path: name, followsLinks: true, limit: limit)
      return (file.bytes, format(file.bytes, named: name))
    } catch {
      let diagnostic = ManifestDiagnostic(
        code: error.code, message: error.message, help: nil, file: name, place: nil, recordID: nil)
      return ([], .refused([diagnostic]))
    }
  }

  /// Replaces a file's content: written next to it, made durable, and renamed, so that there is no moment
  /// at which the file is incomplete.
  ///
  /// - Returns: What went wrong; `nil` when it is done.
  package static func replace(_ name: String, with bytes: [UInt8]) -> String? {
    SourceFile.replace(name, with: bytes)
  }
}
