internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog

struct TermsCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "Show the words and values by which a dataset is found, field by field.",
    discussion: """
      Words are stems: what `monitoring` and `monitored` have in common. A number after a word says how often the \
      field has it.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    guard let terms = try catalog.open().terms(of: id, as: try catalog.viewer()) else {
      console.complain(ErrorText.noDataset(id))
      return .negativeAnswer
    }
    try TermsPrinter(console: console, format: output.resolved(for: console)).print(terms)
    return .done
  }
}

/// Prints the terms of a dataset.
struct TermsPrinter {
  let console: Console
  let format: OutputFormat

  private struct TermsJSON: Encodable {
    let version = OutputVersion.current
    let terms: [TermJSON]
  }

  private struct TermJSON: Encodable {
    let field: String
    let kind: String
    let term: String
    let count: Int
  }

  func print(_ fields: [FieldTerms]) throws {
    let terms = fields.flatMap { field in
      field.words.map { TermJSON(field: field.field, kind: "word", term: $0.stem, count: $0.count) }
        + field.values.map { TermJSON(field: field.field, kind: "value", term: $0, count: 1) }
    }
    switch format {
    case .json: console.write(try JSONLine.text(TermsJSON(terms: terms)))
    case .jsonl: for term in terms { console.write(try JSONLine.text(term)) }
    case .list: for field in fields { list(field) }
    case .table, .tsv, .csv, .markdown, .id:
      let table = ResultTable(
        [
          .init(name: "field"), .init(name: "kind"), .init(name: "term"),
          .init(name: "count", isNumber: true),
        ],
        rows: terms.map { [$0.field, $0.kind, $0.term, String($0.count)] })
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
