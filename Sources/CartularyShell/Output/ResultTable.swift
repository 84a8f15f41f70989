internal import CartularyBase

/// Rows of one shape, for output in any of the tabular formats.
///
/// Cells are raw text, which each format escapes in its own way; matched words may be enclosed in the markers of
/// `Hit.Marker`.
struct ResultTable {
  struct Column {
    let name: String
    /// Numbers are right-aligned.
    var isNumber = false
    /// Whether cells are never truncated, because they are pasted elsewhere, as ids are.
    var isWhole = false
  }

  let columns: [Column]
  /// Each as long as `columns`.
  var rows: [[String]] = []

  init(_ columns: [Column], rows: [[String]] = []) { (self.columns, self.rows) = (columns, rows) }

  init(_ names: [String], rows: [[String]] = []) {
    self.init(names.map { Column(name: $0) }, rows: rows)
  }

  /// Prints the rows as tsv, csv, markdown or a table for people. Only the last is ever truncated, only on a terminal,
  /// and never in whole columns; tsv has no header.
  func print(as format: OutputFormat, on console: Console) {
    switch format {
    case .csv:
      separated(",", header: true, end: "\r", console) { Escape.csvCell(MarkedText.plain($0)) }
    case .markdown: markdown(console)
    case .table, .list: table(console)
    case .tsv, .id, .json, .jsonl:
      separated("\t", header: false, end: "", console) { Escape.tsvCell(MarkedText.plain($0)) }
    }
  }

  private func separated(
    _ separator: String, header: Bool, end: String, _ console: Console, cell: (String) -> String
  ) {
    if header { console.write(columns.map(\.name).joined(separator: separator) + end) }
    for row in rows { console.write(row.map(cell).joined(separator: separator) + end) }
  }

  private func markdown(_ console: Console) {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    console.write(line(columns.map(\.name)))
    console.write(line(columns.map { $0.isNumber ? "---:" : "---" }))
    // Escaped first: the asterisks around matched words are ours.
    for row in rows { console.write(line(row.map { MarkedText.plain(Escape.markdownCell($0)) })) }
  }

  private func table(_ console: Console) {
    let cells = rows.map { row in
      row.map {
        MarkedText.terminal(Escape.tsvCell($0), hasColor: console.hasColor)
      }
    }
    let natural = columns.indices.map { column in
      cells.reduce(TextTable.cellCount(columns[column].name)) {
        max($0, TextTable.cellCount($1[column]))
      }
    }
    let isWhole = columns.map(\.isWhole)
    let widths = Self.fitted(natural, into: console.width, whole: isWhole)
    let lineWidth = console.width.map { max($0, Self.leastWidth(widths, isWhole, console.glyphs)) }
    func fit(_ line: String) -> String {
      TextTable.cut(line, to: lineWidth, ending: console.glyphs.ellipsis)
    }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (index, cell) in cells.enumerated() {
        let cut = TextTable.cut(cell, to: widths[index], ending: console.glyphs.ellipsis)
        let padding = String(repeating: " ", count: max(0, widths[index] - TextTable.cellCount(cut)))
        let isLast = index == cells.count - 1
        line += columns[index].isNumber ? padding + cut : cut + (isLast ? "" : padding)
        if !isLast { line += Self.gap }
      }
      return fit(line)
    }
    console.write(Style.bold(line(columns.map(\.name)), console.hasColor))
    console.write(
      fit(
        widths.map { String(repeating: console.glyphs.rule, count: $0) }.joined(separator: Self.gap)))
    for row in cells { console.write(line(row)) }
  }

  private static let gap = "  "
  /// A column narrower than this would be useless, so the line is truncated instead.
  private static let minimumWidth = 10

  /// The cells of a line up to the last whole column, plus those for the sign that something follows.
  private static func leastWidth(_ widths: [Int], _ isWhole: [Bool], _ glyphs: Glyphs) -> Int {
    guard let last = isWhole.lastIndex(of: true) else { return 0 }
    let end = widths[...last].reduce(0, +) + gap.count * last
    return last == widths.count - 1 ? end : end + gap.count + glyphs.ellipsis.count
  }

  /// Narrows the widest columns to a common width until a line fits; whole columns keep their width.
  static func fitted(_ natural: [Int], into width: Int?, whole: [Bool] = []) -> [Int] {
    guard let width else { return natural }
    let room = width - gap.count * (natural.count - 1)
    func narrowed(to limit: Int) -> [Int] {
      natural.indices.map { whole.indices.contains($0) && whole[$0] ? natural[$0] : min(natural[$0], limit) }
    }
    var limit = natural.max() ?? 0
    while limit > minimumWidth, narrowed(to: limit).reduce(0, +) > room { limit -= 1 }
    return narrowed(to: limit)
  }
}
