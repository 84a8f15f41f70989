internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel

/// Counts the parts of exported records that a format cannot carry.
struct ExportNotes {
  private let format: any ExportFormat
  private var recordCount = 0
  private var counts: [String: Int] = [:]
  /// By record, in order; kept only if they are to be listed.
  private var lists: [(id: String, paths: [String])] = []
  private let keepsLists: Bool
  /// The limit of a summary: nobody would read more.
  private static let mostFields = 12

  init(_ format: any ExportFormat, keepsLists: Bool) {
    (self.format, self.keepsLists) = (format, keepsLists)
  }

  var isEmpty: Bool { counts.isEmpty }

  mutating func note(_ dataset: Dataset) {
    let paths = format.losses(of: dataset)
    guard !paths.isEmpty else { return }
    recordCount += 1
    for path in paths { counts[path, default: 0] += 1 }
    if keepsLists { lists.append((dataset.id, paths)) }
  }

  /// Says so where records were written without what the format would say of their publication.
  static func printProvenanceFault(
    of catalog: DatasetCatalog, _ format: any ExportFormat, to console: Console
  ) throws {
    guard format.tellsPublication, let fault = try catalog.provenanceFault() else { return }
    let help = ErrorText.help(of: fault).map { "\n help: \($0)" } ?? ""
    console.complain(
      "note: exported without the time of publication: \(TerminalText.harmless(fault.message))\(help)")
  }

  /// One line per record if they are listed, then one per field, the most frequent first.
  func print(to console: Console) {
    for (id, paths) in lists {
      console.complain(
        "error: \(id): \(format.name) cannot carry \(paths.joined(separator: ", "))\n"
          + " help: Docs/EXPORT.md describes what each format carries; without --strict it is left out")
    }
    guard !counts.isEmpty else { return }
    let fields = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = fields.prefix(Self.mostFields).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    let rest = fields.count - Self.mostFields
    console.complain(
      "note: \(format.name) cannot carry all of \(counted(recordCount, "record")): \(shown)"
        + (rest > 0 ? " and \(counted(rest, "more field")); --strict lists them" : ""))
  }
}
