internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyWire

/// Pages of columns that a text finds.
///
/// The datasets that have them are looked through some at a time, in their order. So a place is a number of datasets
/// and a number of columns among those of the next ones.
struct VariablePages {
  let catalog: AssistantCatalog
  let arguments: ToolArguments
  let cursors: ProtocolCursors

  private static let datasetCount = 20
  /// Columns of one group of datasets that a place can name.
  private static let stride = 100_000
  /// How many groups are looked through for one answer where columns are rare.
  private static let groupCount = 5

  /// - Throws: What `ProtocolFault.init(_:)` takes.
  func answer() throws -> ToolAnswer {
    let text = arguments.requiredText("query").trimmingBlanks
    guard !text.isEmpty else {
      throw ProtocolFault(.invalidArgument, "'query' is the text to look for in the columns")
    }
    let limit = arguments.number("limit")
    let start = try arguments.text("cursor").map(cursors.offset) ?? 0
    var (group, skipped) = (start / Self.stride, start % Self.stride)
    var (items, places): ([JSONValue], [Int]) = ([], [])
    var (total, warnings) = (0, JSONValue.array([]))
    var left = 0
    for _ in 0..<Self.groupCount {
      let found = try variables(text, group)
      (total, warnings) = (found["total"]?.int ?? 0, found["warnings"] ?? [])
      let rows = (found["variables"]?.array ?? []).dropFirst(skipped)
      for (index, row) in zip(rows.indices, rows).prefix(limit - items.count) {
        items.append(row)
        places.append(group * Self.stride + index + 1)
      }
      left = max(0, rows.endIndex - (places.last.map { $0 - group * Self.stride } ?? rows.startIndex))
      (group, skipped) = (group + 1, 0)
      guard left == 0, items.count < limit, group * Self.datasetCount < total else { break }
    }
    let datasetsLeft = max(0, total - group * Self.datasetCount)
    let next = group * Self.stride
    return ToolAnswer(
      ["datasets": .int(total), "datasets_left": .int(datasetsLeft), "warnings": warnings],
      list: .init(
        key: "variables", items: items, beyond: left, hasMore: datasetsLeft > 0,
        cursor: { [places] count in
          cursors.text(count == places.count && left == 0 ? next : count > 0 ? places[count - 1] : start)
        }))
  }

  private func variables(_ text: String, _ group: Int) throws -> [String: JSONValue] {
    let found = try VariableSearch(
      for: text, in: catalog.catalog, as: catalog.viewer, filters: arguments.texts("filters") ?? [],
      page: ResultPage(offset: group * Self.datasetCount, limit: Self.datasetCount),
      use: catalog.profile.map { IntendedUse($0, diseases: catalog.diseases) })
    return try JSONValue(json: Array(JSONLine.document(found.wire).utf8)).object ?? [:]
  }
}
