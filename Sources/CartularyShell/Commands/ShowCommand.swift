internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

struct ShowCommand: PlainCommand {
  static let name = "show"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Show one dataset: what it is, and on what terms it may be used.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var presentation: PresentationOptions

  @Option(
    name: .named(.format),
    help: ArgumentHelp(
      "list, json, jsonl, id, or an export format: \(ShowFormat.exports.line(", ")).",
      valueName: "format"))
  var format: ShowFormat?

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    guard let id = try NamedRecord(opened, viewer, console).dataset(id)?.id,
      let record = try opened.publishedDataset(id: id, as: viewer)
    else { return .negativeAnswer }
    switch format ?? .page {
    case .page: DatasetPage(console: console).print(record)
    case .json: console.write(try JSONLine.text(WireRecord(record)))
    case .id: console.write(record.dataset.id)
    case .export(let format):
      let told = format.told(record)
      console.write(text: format.document(of: told))
      var notes = ExportNotes(format, keepsLists: false)
      notes.note(told.dataset)
      notes.print(to: console)
      try ExportNotes.printProvenanceFault(of: opened, format, to: console)
    }
    return .done
  }
}

extension ShowCommand {
  mutating func read(_ given: PlainArguments) {
    catalog = given.options()
    presentation = given.options()
    format = given.value(.format)
    id = given.word()
  }
}

/// How one dataset is shown.
enum ShowFormat: ExpressibleByArgument {
  case page, json, id
  case export(any ExportFormat)

  init?(argument: String) {
    switch argument {
    case "list": self = .page
    case "json", "jsonl": self = .json
    case "id": self = .id
    default:
      guard let format = CatalogExports.named(argument) else { return nil }
      self = .export(format)
    }
  }

  /// Leaves out the export formats under whose names `show` prints something of its own.
  static let exports = CatalogExports.all.map(\.name).filter { !["json", "jsonl"].contains($0) }

  static var allValueStrings: [String] { ["list", "json", "jsonl", "id"] + exports }
}
