internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

struct RequestCommand: PresentedCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Show what an application for a dataset needs, with a letter to start from.",
    discussion: """
      cartulary request yoda-johnson-and-johnson --profile me.yaml
      cartulary request yoda-johnson-and-johnson --profile me.yaml --format markdown > letter.md

      Nothing is sent. What the profile does not say stands in square brackets in the letter. The exit code is 1 if the \
      stated terms exclude the use; then there is no letter.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case list, markdown, json, jsonl
  }

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var use: ProfileOptions
  @OptionGroup var presentation: PresentationOptions

  @Option(name: .long, help: ArgumentHelp("list, markdown, json or jsonl.", valueName: "format"))
  var format: Format = .list

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    let profile = try use.requiredProfile(console)
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    guard let dataset = try NamedRecord(opened, viewer, console).dataset(id) else { return .negativeAnswer }
    let answer = try UseAnswer(
      dataset, in: opened, as: viewer, for: profile, on: use.date ?? .today,
      diseases: try use.tree(console, for: catalog))
    switch format {
    case .list, .markdown: ApplicationPrinter(console: console, isMarkdown: format == .markdown).print(answer)
    case .json, .jsonl: console.write(try JSONLine.document(answer.wireApplication))
    }
    return answer.decision.outcome == .denied ? .negativeAnswer : .done
  }
}
