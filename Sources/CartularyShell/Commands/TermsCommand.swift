internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

struct TermsCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "Show the words and values by which a dataset is found, field by field.",
    discussion: """
      Words are stems: what `monitoring` and `monitored` have in common. A number after a word is how often it occurs \
      in the field.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    guard let id = try NamedRecord(opened, viewer, console).dataset(id)?.id,
      let terms = try opened.terms(of: id, as: viewer)
    else { return .negativeAnswer }
    try TermsPrinter(console: console, format: output.resolved(for: console)).print(terms)
    return .done
  }
}

/// Prints the terms of a dataset.
struct TermsPrinter {
  let console: Console
  let format: OutputFormat

  func print(_ fields: [FieldTerms]) throws {
    let wire = WireTerms(fields)
    switch format {
    case .json: console.write(try JSONLine.document(wire))
    case .jsonl: for term in wire.terms { console.write(try JSONLine.text(term)) }
    case .list: for field in fields { list(field) }
    case .table, .tsv, .csv, .markdown, .id:
      let table = ResultTable(
        [
          .init(name: "field"), .init(name: "kind"), .init(name: "term"),
          .init(name: "count", isNumber: true),
        ],
        rows: wire.terms.map { [$0.field, $0.kind.rawValue, $0.term, String($0.count)] })
      table.print(as: format, on: console)
    }
  }

  private func list(_ field: FieldTerms) {
    console.write(Style.bold(field.field, console.hasColor))
    let words = field.words.map { $0.count > 1 ? "\($0.stem) \($0.count)" : $0.stem }
    for texts in [field.values, words] where !texts.isEmpty {
      console.write(console.cut("  " + TerminalText.harmless(texts.joined(separator: ", "))))
    }
  }
}
