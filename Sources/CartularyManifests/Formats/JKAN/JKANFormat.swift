internal import CartularyModel

/// Pages of a JKAN catalog: front matter, and usually no body.
struct JKANFormat: ManifestFormat {
  let name = "jkan"
  let isCatalog = false
  let leftOut = JKANPage.leftOut.union(["resources.format=No file type"])

  func recognizes(_ document: SourceDocument) -> Bool {
    guard case .markdown(let page) = document.syntax else { return false }
    let keys = Set(page.frontMatter.entries?.map(\.key) ?? [])
    return keys.contains("title") && !keys.isDisjoint(with: ["notes", "resources"])
      && !keys.isDisjoint(with: ["organization", "schema", "category", "maintainer"])
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    guard case .markdown(let page) = document.syntax else { return }
    var entry = JKANPage(page, name: PageName(document.file.name).card)
    guard let dataset = entry.dataset(&report) else { return }
    record(
      FoundRecord(
        dataset: dataset, mark: page.frontMatter.mark, sourceRange: 0..<document.file.bytes.count))
  }
}
