internal import ArgumentParser
internal import CartularyCatalog

struct SuggestCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Complete a half-typed query.",
    discussion: "Prints one suggestion per line: its text, its kind, and how many datasets it would find.")

  @OptionGroup var catalog: CatalogOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The cursor's position, in bytes; the end by default.", valueName: "n"))
  var at: Int?

  @Argument(help: "The query so far, as one argument.")
  var text: String

  func run(_ console: Console) throws -> ShellExit {
    let list = try catalog.open().suggest(text, at: at ?? text.utf8.count, as: try catalog.viewer())
    ExplanationPrinter(console: console).print(list)
    return .done
  }
}
