internal import CartularyBase
internal import CartularyModel

extension ManifestFormatter {
  /// The files that some paths mean, and what is to be said of the paths themselves.
  package static func files(at paths: [String]) -> (files: [String], diagnostics: [ManifestDiagnostic]) {
    var diagnostics: [ManifestDiagnostic] = []
    let files = ManifestFiles.find(paths, &diagnostics).map(\.name)
    return (files, diagnostics)
  }

  /// Lays out a file without writing it.
  ///
  /// - Returns: Its bytes as they are, and what came of them.
  package func format(file name: String) -> (bytes: [UInt8], outcome: Outcome) {
    do throws(SourceFile.Refusal) {
      let file = try SourceFile(path: name, followsLinks: true, limit: ManifestLimits.catalogByteCount)
      return (file.bytes, format(file.bytes, named: name))
    } catch {
      let diagnostic = ManifestDiagnostic(
        code: error.code, message: error.message, help: nil, file: name, place: nil, recordID: nil)
      return ([], .refused([diagnostic]))
    }
  }

  /// Puts a text in a file's place: written beside it, made durable, and renamed, so that there is no instant
  /// at which the file is not whole.
  ///
  /// - Returns: What went wrong; `nil` when it is done.
  package static func replace(_ name: String, with bytes: [UInt8]) -> String? {
    SourceFile.replace(name, with: bytes)
  }
}
