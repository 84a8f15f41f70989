public import CartularyModel

/// Every format of export: one table for commands, documentation and tests. A new one is added here.
public enum ExportFormats {
  package static let all: [any ExportFormat] = [
    NativeYAMLExport(), NativeJSONExport(), NativeLinesExport(), TableExport(), DCATUSExport(),
    DCATJSONExport(),
    DCATTurtleExport(), SchemaOrgExport(), CroissantExport(),
    CKANExport(extras: .init(keys: NativeKeys.withoutFieldElsewhere)), DataCiteExport(),
  ]

  /// The names of the formats, such as `dcat-ap`, in the order of the documentation.
  public static var names: [String] { all.map(\.name) }

  /// Writes records as one document, in their order. Equal records have equal text.
  ///
  /// - Parameter name: One of `names`, in any case.
  /// - Returns: `nil` if there is no such format, or if it holds exactly one record and `records` does not.
  public static func document(of records: [PublishedDataset], as name: String) -> String? {
    guard let format = named(name) else { return nil }
    let records = records.map(format.told)
    if records.count == 1 { return format.document(of: records[0]) }
    return format.holdsMany ? format.document(of: records) : nil
  }

  /// The format of a name; `nil` if there is none.
  package static func named(_ name: String) -> (any ExportFormat)? {
    all.first { $0.name == name.lowercased() }
  }
}

extension ExportFormat {
  /// What a document does not say about its record, as paths of the native manifest's keys, sorted, each once.
  package func losses(of dataset: Dataset) -> [String] {
    switch fidelity {
    case .whole: return []
    case .readBack: return losses(of: dataset, in: self)
    case .readBackAs(let other): return losses(of: dataset, in: other)
    case .carried:
      return ExportLoss.paths(of: dataset).filter { path in
        !carries.contains { path == $0 || path.hasPrefix($0 + ".") }
      }
    }
  }

  private func losses(of dataset: Dataset, in format: any ExportFormat) -> [String] {
    let document = format.document(of: PublishedDataset(dataset))
    let batch = ManifestReader(checksPolicy: false).read(Array(document.utf8), named: format.name)
    return ExportLoss.paths(of: dataset, notIn: batch.records.count == 1 ? batch.records[0].dataset : nil)
  }
}
