internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

/// Prints a catalog at a glance: text charts for people, counts for programs.
struct OverviewPrinter {
  let console: Console
  let format: OutputFormat

  func print(_ overview: Overview) throws {
    switch format {
    case .json, .jsonl: console.write(try JSONLine.document(WireOverview(overview)))
    case .list: pictures(overview)
    case .table, .tsv, .csv, .markdown, .id: Self.table(overview).print(as: format, on: console)
    }
  }

  // MARK: - For programs

  /// One row per count: the part of the overview, what is counted, and, for terms, the sharing.
  private static func table(_ overview: Overview) -> ResultTable {
    var rows = [["datasets", "", "", String(overview.total)]]
    func add(_ part: String, _ value: String, _ detail: String, _ count: Int) {
      rows.append([part, value, detail, String(count)])
    }
    if let first = overview.issued.first {
      for (index, count) in overview.issued.counts.enumerated() {
        add("issued", String(first + index), "", count)
      }
    }
    add("issued", "earlier", "", overview.issued.earlier)
    add("issued", "later", "", overview.issued.later)
    add("issued", "", "", overview.issued.undated)
    for row in overview.terms {
      for (type, count) in zip(SharingType.allCases, row.counts) {
        add("sensitivity", row.sensitivity.rawValue, type.rawValue, count)
      }
      add("sensitivity", row.sensitivity.rawValue, "", row.unstated)
    }
    for facet in overview.facets {
      for value in facet.values { add(facet.field, value.value, "", value.count) }
    }
    for field in overview.completeness { add("states", field.field, "", field.count) }
    return ResultTable(
      [
        .init(name: "part"), .init(name: "value"), .init(name: "sharing"),
        .init(name: "count", isNumber: true),
      ], rows: rows)
  }

  // MARK: - For people

  private static let barWidth = 20

  private func pictures(_ overview: Overview) {
    console.write(Style.bold(counted(overview.total, "dataset"), console.hasColor))
    guard overview.total > 0 else { return }
    years(overview.issued)
    heading("sensitivity by sharing")
    OverviewHeat.table(overview, console.glyphs).print(as: .table, on: console)
    for facet in overview.facets {
      heading(facet.field)
      bars(facet.values.map { ($0.value, $0.count) }, of: facet.values.map(\.count).max() ?? 0) { String($0) }
      if facet.remainingCount > 0 {
        console.write("  \(console.glyphs.ellipsis) and \(facet.remainingCount) more")
      }
    }
    heading("records that state")
    bars(overview.completeness.map { ($0.field, $0.count) }, of: overview.total) {
      OverviewShare.percent($0, of: overview.total)
    }
  }

  private func heading(_ text: String) {
    console.write("")
    console.write(Style.bold(text, console.hasColor))
  }

  private func years(_ years: Overview.Years) {
    heading("issued")
    if let first = years.first, let last = years.last {
      console.write("  \(first) \(console.glyphs.sparkline(years.counts)) \(last)")
    }
    let rest = [
      (years.earlier, "earlier"), (years.later, "in future years"), (years.undated, "without a date"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if !rest.isEmpty { console.write("  " + rest.joined(separator: ", ")) }
  }

  private func bars(_ rows: [(name: String, count: Int)], of most: Int, number: (Int) -> String) {
    let numbers = rows.map { number($0.count) }
    let width = numbers.map(\.count).max() ?? 0
    for (row, number) in zip(rows, numbers) {
      let bar = console.glyphs.bar(row.count, of: most, width: Self.barWidth)
      let padding = String(repeating: " ", count: width - number.count)
      console.write(
        console.cut(
          "  \(padding)\(number) \(TextTable.pad(bar, to: Self.barWidth)) \(TerminalText.harmless(row.name))")
      )
    }
  }
}

/// Sensitivity by sharing, each count shaded by its share of the highest.
enum OverviewHeat {
  static let unstated = "not stated"

  static func highest(_ overview: Overview) -> Int {
    overview.terms.flatMap { $0.counts + [$0.unstated] }.max() ?? 0
  }

  static func table(_ overview: Overview, _ glyphs: Glyphs) -> ResultTable {
    let most = highest(overview)
    func cell(_ count: Int) -> String {
      count == 0 ? "0" : "\(String(repeating: glyphs.shade(count, of: most), count: 2)) \(count)"
    }
    let columns =
      [ResultTable.Column(name: "")]
      + (SharingType.codes + [unstated]).map { ResultTable.Column(name: $0, isNumber: true) }
    return ResultTable(
      columns, rows: overview.terms.map { [$0.sensitivity.rawValue] + ($0.counts + [$0.unstated]).map(cell) })
  }
}

/// Shares of a whole, for people.
enum OverviewShare {
  /// Rounded to the nearest percent, but never to 0 or 100 unless it is exactly that.
  static func percent(_ count: Int, of total: Int) -> String {
    guard total > 0 else { return "0%" }
    let rounded = (count * 100 + total / 2) / total
    if count > 0, rounded == 0 { return "<1%" }
    if count < total, rounded == 100 { return ">99%" }
    return "\(rounded)%"
  }
}
