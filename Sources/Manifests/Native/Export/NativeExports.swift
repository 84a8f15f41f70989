public import DatasetModel

/// Native manifests as YAML: several are the documents of one file.
public struct NativeYAMLExport: ExportFormat {
  public let name = "yaml"
  public let summary = "native manifests (Docs/MANIFEST.md), one YAML document each"
  public let mediaType = "application/yaml"
  public let fileExtension = "yaml"
  public let frame = ExportFrame(separator: "---\n")
  public var carries: [String] { NativeKeys.carried }

  public func text(of record: PublishedDataset) -> String { NativeWriter.yaml(record.dataset) }
  /// It was made for these records.
  public func losses(of dataset: Dataset) -> [String] { [] }
}

/// Native manifests as JSON: several are a list.
public struct NativeJSONExport: ExportFormat {
  public let name = "json"
  public let summary = "native manifests (Docs/MANIFEST.md), a JSON array"
  public let mediaType = "application/json"
  public let fileExtension = "json"
  public let frame = ExportJSON.listFrame
  public var carries: [String] { NativeKeys.carried }

  public func text(of record: PublishedDataset) -> String {
    ExportJSON.text(ManifestMap.write(record.dataset, keys: NativeKeys.dataset))
  }

  public func document(of record: PublishedDataset) -> String { text(of: record) + "\n" }
  public func losses(of dataset: Dataset) -> [String] { [] }
}

/// Native manifests as JSON Lines.
public struct NativeLinesExport: ExportFormat {
  public let name = "jsonl"
  public let summary = "native manifests, a JSON object a line"
  public let mediaType = "application/jsonl"
  public let fileExtension = "jsonl"
  public let frame = ExportFrame()
  public var carries: [String] { NativeKeys.carried }

  public func text(of record: PublishedDataset) -> String {
    let value = ManifestMap.write(record.dataset, keys: NativeKeys.dataset)
    return ExportJSON.safeInPages(JSONEmitter.line(value)) + "\n"
  }

  public func losses(of dataset: Dataset) -> [String] { [] }
}

extension NativeKeys {
  /// Everything.
  static var carried: [String] { dataset.map(\.name).filter { $0 != "cartulary" } }
}
