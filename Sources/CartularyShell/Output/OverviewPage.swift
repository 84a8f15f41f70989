internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel

/// A catalog at a glance as one page: SVG charts, each with a title and a description, and the same numbers as a table
/// below it for anyone who cannot see it. Needs no script and loads nothing.
struct OverviewPage {
  private let overview: Overview

  init(_ overview: Overview) { self.overview = overview }

  /// The whole page; ends in a line feed.
  var html: String {
    var parts = [Self.head, "<h1>\(Escape.html(counted(overview.total, "dataset")))</h1>"]
    if overview.total > 0 {
      parts.append(years)
      parts.append(heat)
      parts += overview.facets.map(facet)
      parts.append(completeness)
    }
    return parts.joined(separator: "\n") + "\n</main>\n</body>\n</html>\n"
  }

  // MARK: - Sections

  private var years: String {
    let years = overview.issued
    var rows: [BarChart.Row] = []
    if years.earlier > 0 { rows.append(.init("earlier", years.earlier)) }
    if let first = years.first {
      rows += years.counts.enumerated().map { .init(String(first + $0.offset), $0.element) }
    }
    if years.later > 0 { rows.append(.init("later", years.later)) }
    let span = years.first.map { " from \($0) to \(years.last ?? $0)" } ?? ""
    let chart = ColumnChart(
      id: "issued", title: "Datasets by year of first publication",
      description: "One column per year\(span). \(years.undated) datasets have no date.", rows: rows)
    return section("Issued", chart.svg + HTMLParts.table(["year", "datasets"], rows.map(\.cells)))
      + "\n<p>\(years.undated) without a date.</p>"
  }

  private var heat: String {
    let most = OverviewHeat.highest(overview)
    let heads = (SharingType.codes + [OverviewHeat.unstated]).map { "<th scope=\"col\">\($0)</th>" }.joined()
    let rows = overview.terms.map { row in
      let cells = (row.counts + [row.unstated]).map { count in
        "<td class=\"n h\(Glyphs.level(count, of: most, levels: 5))\">\(count)</td>"
      }
      return "<tr><th scope=\"row\">\(row.sensitivity.rawValue)</th>\(cells.joined())</tr>"
    }
    return section(
      "Sensitivity by sharing",
      """
      <table>
      <caption>Darker means more. A dataset with several types of sharing counts in each.</caption>
      <thead><tr><td></td>\(heads)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """)
  }

  private func facet(_ facet: Facet) -> String {
    let rows = facet.values.map { BarChart.Row($0.value, $0.count) }
    let rest = facet.remainingCount > 0 ? "\n<p>… and \(facet.remainingCount) more.</p>" : ""
    return bars(facet.field.prefix(1).uppercased() + facet.field.dropFirst(), facet.field, rows) + rest
  }

  private var completeness: String {
    let rows = overview.completeness.map {
      BarChart.Row($0.field, $0.count, note: OverviewShare.percent($0.count, of: overview.total))
    }
    return bars("Records that state", "states", rows, of: overview.total)
  }

  private func bars(_ title: String, _ id: String, _ rows: [BarChart.Row], of most: Int? = nil) -> String {
    let chart = BarChart(
      id: id, title: title,
      description:
        "The number of datasets for each of \(rows.count) values; the table below has the numbers.",
      rows: rows, most: most ?? rows.map(\.count).max() ?? 0)
    return section(title, chart.svg + HTMLParts.table([id, "datasets"], rows.map(\.cells)))
  }

  private func section(_ title: String, _ content: String) -> String {
    "<section>\n<h2>\(Escape.html(title))</h2>\n\(content)\n</section>"
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>The catalog at a glance</title>
    <style>
    :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --bar: #2b6cb0; --line: #999; }
    @media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #161616; --bar: #63a4e8; --line: #777; } }
    body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem; }
    main { max-width: 56rem; margin: auto; }
    svg { max-width: 100%; height: auto; display: block; }
    svg text { fill: var(--ink); font-size: 12px; }
    svg rect { fill: var(--bar); }
    table { border-collapse: collapse; margin: 1rem 0; }
    th, td { border: 1px solid var(--line); padding: .2rem .6rem; text-align: left; overflow-wrap: anywhere; }
    td.n { text-align: right; font-variant-numeric: tabular-nums; }
    td.h1 { background: rgb(43 108 176 / 15%); } td.h2 { background: rgb(43 108 176 / 30%); }
    td.h3 { background: rgb(43 108 176 / 45%); } td.h4 { background: rgb(43 108 176 / 60%); }
    </style>
    </head>
    <body>
    <main>
    """
}

/// Horizontal bars, each with a name and a number.
private struct BarChart {
  struct Row {
    let name: String
    let count: Int
    /// Explains the count; `nil` if the count is enough.
    let note: String?

    init(_ name: String, _ count: Int, note: String? = nil) {
      (self.name, self.count, self.note) = (name, count, note)
    }

    var cells: [String] { [name, note.map { "\(count) (\($0))" } ?? String(count)] }
  }

  let id: String
  let title: String
  let description: String
  let rows: [Row]
  let most: Int

  var svg: String {
    let rowHeight = 20
    let bars = rows.enumerated().map { index, row in
      let (top, length) = (
        index * rowHeight, most == 0 ? 0 : max(row.count > 0 ? 1 : 0, row.count * 320 / most)
      )
      return """
        <text x="232" y="\(top + 14)" text-anchor="end">\(Escape.html(TextTable.cut(TerminalText.harmless(row.name), to: 36)))</text>
        <rect x="240" y="\(top + 3)" width="\(length)" height="14"/>
        <text x="\(246 + length)" y="\(top + 14)">\(Escape.html(row.note ?? String(row.count)))</text>
        """
    }
    return HTMLParts.svg(
      id: id, width: 640, height: max(1, rows.count * rowHeight), title: title, description: description,
      content: bars)
  }
}

/// Adjacent columns, the first and the last with their names.
private struct ColumnChart {
  let id: String
  let title: String
  let description: String
  let rows: [BarChart.Row]

  var svg: String {
    let most = max(1, rows.map(\.count).max() ?? 0)
    let width = 640 / max(1, rows.count)
    let columns = rows.enumerated().map { index, row in
      let height = row.count == 0 ? 0 : max(1, row.count * 120 / most)
      return """
        <rect x="\(index * width)" y="\(120 - height)" width="\(max(1, min(40, width - 2)))" height="\(height)"/>
        """
    }
    var names: [String] = []
    if let first = rows.first {
      names.append("<text x=\"0\" y=\"136\">\(Escape.html(first.name))</text>")
    }
    if rows.count > 1, let last = rows.last {
      names.append(
        "<text x=\"\(rows.count * width)\" y=\"136\" text-anchor=\"end\">\(Escape.html(last.name))</text>"
      )
    }
    return HTMLParts.svg(
      id: id, width: 640, height: 140, title: title, description: description, content: columns + names)
  }
}

/// Parts of a page that are built from raw text.
enum HTMLParts {
  /// A table with a heading per column; the last column holds numbers. Cells are raw text.
  static func table(_ heads: [String], _ rows: [[String]]) -> String {
    let head = heads.map { "<th scope=\"col\">\(Escape.html($0))</th>" }.joined()
    let body = rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == 0
          ? "<th scope=\"row\">\(Escape.html(cell))</th>" : "<td class=\"n\">\(Escape.html(cell))</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """

      <details><summary>As a table</summary>
      <table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody>
      </table>
      </details>
      """
  }

  /// A picture with a title and a description for anyone who cannot see it. `content` is already escaped.
  static func svg(
    id: String, width: Int, height: Int, title: String, description: String, content: [String]
  ) -> String {
    """
    <svg role="img" aria-labelledby="\(id)-title \(id)-description" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" xmlns="http://www.w3.org/2000/svg">
    <title id="\(id)-title">\(Escape.html(title))</title>
    <desc id="\(id)-description">\(Escape.html(description))</desc>
    \(content.joined(separator: "\n"))
    </svg>
    """
  }
}
