internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyWire

struct SuggestCommand: FormattedCommand, PlainCommand {
  static let name = "suggest"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Complete a half-typed query.",
    discussion: "Prints one suggestion per line: its text, its kind, and how many datasets it would find.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .named(.at),
    help: ArgumentHelp("The cursor's position, in bytes; the end by default.", valueName: "n"))
  var at: Int?

  @Argument(help: "The query so far, as one argument.")
  var text: String

  func run(_ console: Console) throws -> ShellExit {
    let list = try catalog.open().suggest(text, at: at ?? text.utf8.count, as: try catalog.viewer())
    switch output.resolved(for: console) {
    case .json, .jsonl: console.write(try JSONLine.document(WireCompletion(list)))
    case let format: ExplanationPrinter.table(list).print(as: format, on: console)
    }
    return .done
  }
}

extension SuggestCommand {
  mutating func read(_ given: PlainArguments) {
    catalog = given.options()
    output = given.options()
    at = given.value(.at)
    text = given.word()
  }
}
