internal import CartularyModel

/// The project's own format: Docs/MANIFEST.md.
struct NativeFormat: ManifestFormat {
  let name = "cartulary"
  let isCatalog = true

  /// A map with an `id` or one of the keys that only this format has, or a list of such maps. Other formats have
  /// titles and ids too, so they are asked first.
  func recognizes(_ document: SourceDocument) -> Bool {
    switch document.syntax {
    case .json(let outline):
      // A list is recognised by its first item; if that does not decide, it is treated as a native one.
      let keys = outline.firstItem?.keys ?? outline.keys
      return keys.isEmpty || Self.isTelling(keys)
    case .yaml(let documents):
      return documents.contains { node in
        node.items.contains { Self.isTelling(Set($0.entries?.map(\.key) ?? [])) }
      }
    // Cards belong to other formats.
    case .markdown: return false
    }
  }

  func read(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void) {
    switch document.syntax {
    case .json: readJSON(document, report: &report, record: record)
    case .yaml(let roots): readYAML(roots, of: document, report: &report, record: record)
    case .markdown: preconditionFailure("pages are not recognised as this format")
    }
  }

  private static func isTelling(_ keys: Set<String>) -> Bool {
    // Keys that begin with '@' are JSON-LD's.
    keys.contains("cartulary")
      || !keys.contains { $0.hasPrefix("@") }
        && (keys.contains("id") || (keys.contains("title") && keys.contains("description")))
  }

  private func readJSON(_ document: SourceDocument, report: inout SourceReport, record: (FoundRecord) -> Void)
  {
    var reader = document.reader
    do throws(JSONReader.Fault) {
      guard reader.nextByte() == UInt8(ascii: "[") else {
        let start = reader.offset
        let node = try reader.value()
        read(node, range: start..<reader.offset, report: &report, record: record)
        return
      }
      try reader.forEachItem { reader throws(JSONReader.Fault) in
        _ = reader.nextByte()
        let start = reader.offset
        let node = try reader.value()
        read(node, range: start..<reader.offset, report: &report, record: record)
      }
    } catch {
      report.say(error)
    }
  }

  private func readYAML(
    _ roots: [SourceNode], of document: SourceDocument, report: inout SourceReport,
    record: (FoundRecord) -> Void
  ) {
    let nodes = roots.flatMap(\.items)
    let starts = nodes.map { report.text.startOfLine(of: $0.mark) }
    for (index, node) in nodes.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : document.file.bytes.count
      // Two records on one line (flow style) share their source.
      read(node, range: starts[index]..<max(end, starts[index]), report: &report, record: record)
    }
  }

  private func read(
    _ node: SourceNode, range: Range<Int>, report: inout SourceReport, record: (FoundRecord) -> Void
  ) {
    report.recordID = node["id"]?.text
    defer { report.recordID = nil }
    guard range.count <= ManifestLimits.recordByteCount else {
      report.say(
        .tooLarge, "a record of \(range.count >> 10) KiB", at: node.mark,
        help: "the limit is \(ManifestLimits.recordByteCount >> 10) KiB")
      return
    }
    var dataset = Dataset(id: "", title: "", description: "")
    ManifestMap.read(node, keys: NativeKeys.dataset, noun: "the record", into: &dataset, report: &report)
    if node.entries != nil, node["description"] == nil {
      report.say(.missingInSource, "'description' is missing", at: node.mark, help: "say what the data holds")
    }
    for index in dataset.distributions.indices where dataset.distributions[index].format == nil {
      dataset.distributions[index].format = dataset.distributions[index].mediaType.flatMap(FormatName.short)
    }
    let effective = dataset.effectiveSensitivity
    if effective.level != effective.declared, effective.declared != .unspecified,
      let cause = effective.causes.last
    {
      report.say(
        .raisedSensitivity,
        "declared \(effective.declared.rawValue), but \(cause); \(effective.level.rawValue) counts",
        at: node["sensitivity"]?.mark ?? node.mark)
    }
    record(
      FoundRecord(
        dataset: dataset, mark: node.mark, sourceRange: range, statesAudience: node["audience"] != nil,
        node: node))
  }
}
