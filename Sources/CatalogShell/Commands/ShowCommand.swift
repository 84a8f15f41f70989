internal import ArgumentParser
internal import Catalog
internal import DatasetModel
internal import Diagnostics

struct ShowCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one dataset: what it is, and on what terms it may be used.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    guard let dataset = try opened.dataset(id: id, as: viewer) else {
      console.complain(
        try opened.tombstone(id: id, as: viewer).map(ErrorText.withdrawn) ?? ErrorText.noDataset(id))
      return .negativeAnswer
    }
    switch output.format {
    case .json, .jsonl: console.write(try JSONLine.text(dataset))
    case .id: console.write(dataset.id)
    case .list, nil: DatasetPage(console: console).print(dataset)
    case .table, .tsv, .csv, .markdown:
      throw CatalogError(
        .invalidArgument, "show prints no \(output.format?.rawValue ?? "table")",
        help: "list, json, jsonl or id")
    }
    return .done
  }
}
