internal import ArgumentParser
internal import Catalog

struct ReplCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Ask one query after another.",
    discussion: """
      On a terminal there is a prompt and a line editor. On a pipe there is neither: one answer for each line of
      input, errors on standard error, and exit code 1 if any line failed. A line is a query, or a command that
      begins with a dot; .help lists them.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  func run(_ console: Console) throws -> ShellExit {
    let session = ReplSession(
      catalog: try catalog.open(), viewer: try catalog.viewer(), format: output.resolved(for: console),
      console: console, profile: try use.profile(console), diseases: try use.tree(console, for: catalog))
    return session.run(reading: LineSource.standardInput())
  }
}
