internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

struct SimilarCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Find datasets similar to a given one, with the words that they share.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The maximum number of datasets, 1 to \(ResultPage.maximumSampleCount).", valueName: "n"))
  var limit = 10

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func validate() throws {
    guard (1...ResultPage.maximumSampleCount).contains(limit) else {
      throw ValidationError("--limit is 1 to \(ResultPage.maximumSampleCount)")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    guard let id = try NamedRecord(opened, viewer, console).dataset(id)?.id,
      let similar = try opened.similar(to: id, as: viewer, limit: limit)
    else { return .negativeAnswer }
    switch output.resolved(for: console) {
    case .json, .jsonl: console.write(try JSONLine.document(WireSimilar(similar)))
    case .id: for one in similar { console.write(one.dataset.id) }
    case let format: ExplanationPrinter.table(similar).print(as: format, on: console)
    }
    return .done
  }
}
