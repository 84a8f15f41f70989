internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyLedger

struct WithdrawCommand: FormattedCommand {
  static let isPaged = false
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take datasets out of the catalog, with a reason.",
    discussion: """
      Withdrawn datasets are no longer found; `show` tells those who could see them when and why they were withdrawn. \
      They stay withdrawn, also when their manifests are published again or get a new id: `publish --restore ID` ends \
      that, and `publish --revision N` restores a revision from the history, which is kept.
      """)

  @OptionGroup var target: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var waiting: WaitOptions

  @Option(
    name: .long, help: ArgumentHelp("The reason, for those who look for the dataset.", valueName: "text"))
  var reason: String

  @Flag(name: .long, help: "Show what would change, without withdrawing anything.")
  var dryRun = false

  @Argument(help: "The datasets' ids.", completion: DatasetIDCompletion.kind)
  var ids: [String]

  func validate() throws {
    let isBlank = reason.allSatisfy(\.isWhitespace)
    guard !isBlank, reason.utf8.count <= 2_000 else {
      throw ValidationError(isBlank ? "--reason is empty" : "--reason is longer than 2000 bytes")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    var request = PublicationRequest()
    request.withdrawals = Set(ids).sorted().map { .init(id: $0, reason: reason) }
    request.patience = waiting.wait.value
    let catalog = try target.open()
    if dryRun {
      try DiffCommand.print(try catalog.plan(request), output.format, isVerbose: true, console)
    } else {
      _ = try Publication(catalog, author.author, output.format, isVerbose: false).run(request, console)
    }
    return .done
  }
}
