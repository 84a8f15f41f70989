internal import CartularyModel

/// Dataset cards as the Hugging Face Hub keeps them: a README whose front matter describes the dataset.
struct HuggingFaceFormat: ManifestFormat {
  let name = "huggingface-card"
  let isCatalog = false
  /// That a set was made from no other.
  let leftOut: Set = ["source_datasets=original"]

  /// Keys of front matter that only dataset cards have.
  private static let typeHints: Set = [
    "annotations_creators", "language_creators", "multilinguality", "size_categories", "source_datasets",
    "task_categories", "task_ids", "pretty_name", "paperswithcode_id", "dataset_info", "configs",
    "train-eval-index", "viewer",
  ]

  func recognizes(_ document: SourceDocument) -> Bool {
    guard case .markdown(let page) = document.syntax, let entries = page.frontMatter.entries else {
      return false
    }
    let keys = Set(entries.map(\.key))
    guard !keys.contains("notes"), !keys.contains("resources") else { return false }
    // A card has at least a licence with tags or a language, which blog pages do not have.
    let isLean = keys.contains("license") && (keys.contains("language") || keys.contains("tags"))
    return !keys.isDisjoint(with: Self.typeHints) || isLean
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    guard case .markdown(let page) = document.syntax else { return }
    var card = HuggingFaceCard(page, name: PageName(document.file.name).card)
    guard let dataset = card.dataset(&report) else { return }
    record(
      FoundRecord(
        dataset: dataset, mark: page.frontMatter.mark, sourceRange: 0..<document.file.bytes.count))
  }
}
