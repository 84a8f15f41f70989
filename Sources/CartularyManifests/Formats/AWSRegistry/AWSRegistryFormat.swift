internal import CartularyModel

/// Entries of the Registry of Open Data on AWS: one YAML file per dataset.
struct AWSRegistryFormat: ManifestFormat {
  let name = "aws-open-data"
  let isCatalog = false

  /// Keys of its schema, which are capitalised.
  private static let typeHints: Set = [
    "Documentation", "Contact", "ManagedBy", "UpdateFrequency", "License", "Resources", "DataAtWork", "Tags",
  ]

  func recognizes(_ document: SourceDocument) -> Bool {
    guard case .yaml(let roots) = document.syntax else { return false }
    return roots.contains { root in
      let keys = Set(root.entries?.map(\.key) ?? [])
      return keys.contains("Name") && keys.intersection(Self.typeHints).count >= 2
    }
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    guard case .yaml(let roots) = document.syntax else { return }
    let page = PageName(document.file.name).card
    for (index, root) in roots.enumerated() {
      // A file is one entry, named by the file; additional documents are distinguished by their titles.
      let name = index == 0 ? page : root["Name"]?.firstText ?? "\(page) \(index + 1)"
      var entry = AWSRegistryEntry(root, name: name)
      guard let dataset = entry.dataset(&report) else { continue }
      let bounds = [root, index + 1 < roots.count ? roots[index + 1] : nil].map { $0?.mark }
      let start = index == 0 ? 0 : bounds[0].map { report.text.offset(ofLineOf: $0) } ?? 0
      let end = bounds[1].map { report.text.offset(ofLineOf: $0) } ?? document.file.bytes.count
      record(FoundRecord(dataset: dataset, mark: root.mark, sourceRange: start..<max(start, end)))
    }
  }
}

extension SourceText {
  /// Where the line of a mark starts, in bytes.
  fileprivate func offset(ofLineOf mark: SourceMark) -> Int { startOfLine(line(of: mark)) }
}
