internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog

struct SimilarCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Find datasets similar to a given one, with the words that they share.")

  @OptionGroup var catalog: CatalogOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The maximum number of datasets, 1 to \(ResultPage.maximumLimit).", valueName: "n"))
  var limit = 10

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func validate() throws {
    guard (1...ResultPage.maximumLimit).contains(limit) else {
      throw ValidationError("--limit is 1 to \(ResultPage.maximumLimit)")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    guard let similar = try catalog.open().similar(to: id, as: try catalog.viewer(), limit: limit) else {
      console.complain(ErrorText.noDataset(id))
      return .negativeAnswer
    }
    ExplanationPrinter(console: console).print(similar)
    return .done
  }
}
