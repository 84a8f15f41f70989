internal import CartularyBase
package import CartularyManifests
package import CartularyModel

/// The result of checking manifests.
package struct WireValidation: WireObject {
  private let fileCount: Int
  private let records: [Dataset]
  private let counts: [ManifestDiagnostic.Severity: Int]
  private let omitted: Int
  private let diagnostics: [WireDiagnostic]

  /// - Parameters:
  ///   - all: Every diagnostic; those not in `shown` are only counted.
  ///   - omitted: The number of errors not shown because of the requested maximum.
  package init(
    fileCount: Int, records: [Dataset], all: [ManifestDiagnostic], shown: [ManifestDiagnostic], omitted: Int
  ) {
    (self.fileCount, self.records, self.omitted) = (fileCount, records, omitted)
    counts = all.reduce(into: [:]) { $0[$1.severity, default: 0] += 1 }
    diagnostics = shown.map(WireDiagnostic.init)
  }

  private var licenses: [[License]] {
    records.map { $0.licenses + $0.distributions.flatMap(\.licenses) }
  }

  package static let name = "validation"
  package static let summary = "The result of checking manifests."
  package static let fields: [WireField<WireValidation>] = [
    .init("files", "How many files were read.") { $0.fileCount },
    .init("records", "How many records have no errors.") { $0.records.count },
    .init("errors", "How many errors there are.") { $0.counts[.error] ?? 0 },
    .init("warnings", "How many warnings.") { $0.counts[.warning] ?? 0 },
    .init("advice", "How many pieces of advice.") { $0.counts[.advice] ?? 0 },
    .init("licenses-stated", "How many of the records state a licence.") {
      $0.licenses.count { !$0.isEmpty }
    },
    .init("licenses-free-text", "How many of those have a licence that is not recognised.") {
      $0.licenses.count { $0.contains { $0.id == License.customID } }
    },
    .init("omitted", "The number of errors beyond the limit of what is shown.") { $0.omitted },
    .init("diagnostics", "In the order of the files.") { $0.diagnostics },
  ]
}

/// A fault of a manifest.
package struct WireDiagnostic: WireObject {
  private let diagnostic: ManifestDiagnostic

  package init(_ diagnostic: ManifestDiagnostic) { self.diagnostic = diagnostic }

  package static let name = "diagnostic"
  package static let summary = "A fault in a manifest, with its location."
  package static let fields: [WireField<WireDiagnostic>] = [
    .init("code", "A stable code: `M102`.") { $0.diagnostic.code.rawValue },
    .init("severity", "`error`, `warning` or `advice`.") { $0.diagnostic.severity.rawValue },
    .init("message", "What is wrong.") { $0.diagnostic.message },
    .init("why", "The reason for the code.") { $0.diagnostic.code.explanation },
    .init("help", "What to try.") { $0.diagnostic.help },
    .init("file", "Its path as given.") { $0.diagnostic.file },
    .init("line", "From 1; null for the file as a whole.") { $0.diagnostic.place?.line },
    .init("column", "From 1, in Unicode scalars.") { $0.diagnostic.place?.column },
    .init("length", "The length in Unicode scalars.") { $0.diagnostic.place?.length },
    .init("id", "The record that it belongs to.") { $0.diagnostic.subject },
  ]
}
