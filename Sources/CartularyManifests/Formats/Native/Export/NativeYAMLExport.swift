internal import CartularyBase
package import CartularyModel

/// Native manifests as YAML: several are the documents of one file.
package struct NativeYAMLExport: ExportFormat {
  package let name = "yaml"
  package let summary = "native manifests, one YAML document each"
  package let mediaType = "application/yaml"
  package let fileExtension = "yaml"
  package let frame = ExportFrame(separator: "---\n")
  package var carries: [String] { NativeKeys.carried }

  package func text(of record: PublishedDataset) -> String { NativeWriter.yaml(record.dataset) }
  /// The format was made for these records.
  package let fidelity = ExportFidelity.whole
  package let tellsStatedTerms = true
}

/// Native manifests as JSON: several are a list.
package struct NativeJSONExport: ExportFormat {
  package let name = "json"
  package let summary = "native manifests, a JSON array"
  package let mediaType = "application/json"
  package let fileExtension = "json"
  package let frame = ExportJSON.listFrame
  package var carries: [String] { NativeKeys.carried }

  package func text(of record: PublishedDataset) -> String {
    ExportJSON.text(ManifestMap.write(record.dataset, keys: NativeKeys.dataset))
  }

  package func document(of record: PublishedDataset) -> String { text(of: record) + "\n" }
  package let fidelity = ExportFidelity.whole
  package let tellsStatedTerms = true
}

/// Native manifests as JSON Lines.
package struct NativeLinesExport: ExportFormat {
  package let name = "jsonl"
  package let summary = "native manifests, one JSON object per line"
  package let mediaType = "application/jsonl"
  package let fileExtension = "jsonl"
  package let frame = ExportFrame()
  package var carries: [String] { NativeKeys.carried }

  package init() {}

  package func text(of record: PublishedDataset) -> String {
    let value = ManifestMap.write(record.dataset, keys: NativeKeys.dataset)
    return Escape.jsonForPage(JSONEmitter.line(value)) + "\n"
  }

  package let fidelity = ExportFidelity.whole
  package let tellsStatedTerms = true
}

extension NativeKeys {
  /// Everything.
  static var carried: [String] { dataset.map(\.name).filter { $0 != "cartulary" && $0 != "inherited" } }
}
