package import CartularyModel

extension SourcedDataset {
  /// A record that needs no file.
  package static func sample(
    _ id: String, title: String? = nil, description: String = "A record for tests.",
    _ change: (inout Dataset) -> Void = { _ in }
  ) -> SourcedDataset {
    var dataset = Dataset(id: id, title: title ?? "Title of \(id)", description: description)
    change(&dataset)
    return SourcedDataset(
      dataset: dataset,
      origin: RecordOrigin(
        file: "\(id).yaml", line: 1, format: "cartulary", fileHash: ContentHash(of: id.utf8),
        source: "id: \(id)"))
  }
}
