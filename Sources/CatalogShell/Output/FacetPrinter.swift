internal import Catalog
internal import Diagnostics

/// Prints facets.
struct FacetPrinter {
  let console: Console
  let format: OutputFormat

  private struct FacetsJSON: Encodable {
    let facets: [String: [FacetValueJSON]]
  }

  func print(_ facets: [Facet]) throws {
    switch format {
    case .json: console.write(try JSONLine.text(FacetsJSON(facets: FacetValueJSON.byField(facets))))
    case .jsonl:
      for facet in facets {
        console.write(try JSONLine.text(FacetsJSON(facets: FacetValueJSON.byField([facet]))))
      }
    case .tsv, .id: rows(facets, separator: "\t", cell: TextTable.tabSeparatedCell)
    case .csv:
      console.write("field,value,count\r")
      rows(facets, separator: ",", end: "\r", cell: CommaSeparatedText.cell)
    case .list: for facet in facets { list(facet) }
    }
  }

  private func rows(_ facets: [Facet], separator: String, end: String = "", cell: (String) -> String) {
    for facet in facets {
      for value in facet.values {
        console.write(
          [facet.field, value.value, String(value.count)].map(cell).joined(separator: separator) + end)
      }
    }
  }

  private func list(_ facet: Facet) {
    guard !facet.values.isEmpty else { return }
    console.write(Style.bold(facet.field, console.hasColor))
    let width = facet.values.map { String($0.count).count }.max() ?? 1
    for value in facet.values {
      let count = String(value.count)
      let padding = String(repeating: " ", count: width - count.count)
      let mark = value.isSelected ? "*" : " "
      console.write(
        TextTable.cut(" \(mark) \(padding)\(count)  \(TerminalText.harmless(value.value))", to: console.width)
      )
    }
    if facet.remainingCount > 0 { console.write("   … and \(facet.remainingCount) more") }
  }
}
