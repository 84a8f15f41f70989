internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

/// Prints facets.
struct FacetPrinter {
  let console: Console
  let format: OutputFormat

  /// How to get more values of a field.
  var wayToMore: (String) -> String = { _ in "--limit shows more" }

  func print(_ facets: [Facet]) throws {
    switch format {
    case .json: console.write(try JSONLine.document(WireFacets(facets)))
    case .jsonl:
      for facet in facets {
        console.write(try JSONLine.document(WireFacets([facet])))
      }
    case .tsv, .id, .csv, .markdown, .table:
      Self.table(facets).print(as: format, on: console)
      sayWhatRemains(facets)
    case .list: for facet in facets { list(facet) }
    }
  }

  private static func table(_ facets: [Facet]) -> ResultTable {
    ResultTable(
      [.init(name: "field"), .init(name: "value"), .init(name: "count", isNumber: true)],
      rows: facets.flatMap { facet in
        facet.values.map { [facet.field, $0.value, String($0.count)] }
      })
  }

  /// Rows have no place for it, and anyone who adds them up should know that some are missing.
  private func sayWhatRemains(_ facets: [Facet]) {
    for facet in facets where facet.remainingCount > 0 {
      console.complain(
        "\(facet.field): \(counted(facet.remainingCount, "more value")); \(wayToMore(facet.field))")
    }
  }

  private static let barWidth = 16

  /// Bars compare the values of one field.
  private func list(_ facet: Facet) {
    guard !facet.values.isEmpty else { return }
    console.write(Style.bold(facet.field, console.hasColor))
    let width = facet.values.map { String($0.count).count }.max() ?? 1
    let most = facet.values.map(\.count).max() ?? 0
    for value in facet.values {
      let count = String(value.count)
      let padding = String(repeating: " ", count: width - count.count)
      let mark = value.isSelected ? "*" : " "
      let bar = console.glyphs.bar(value.count, of: most, width: Self.barWidth)
      console.write(
        console.cut(
          " \(mark) \(padding)\(count) \(TextTable.pad(bar, to: Self.barWidth)) \(TerminalText.harmless(value.value))"
        ))
    }
    if facet.remainingCount > 0 {
      console.write("   \(console.glyphs.ellipsis) and \(facet.remainingCount) more")
    }
  }
}
