internal import ArgumentParser
internal import CartularyWire

/// The root of the commands.
struct CartularyCommand: ParsableCommand {
  static let version = WireVersion.program

  static let configuration = CommandConfiguration(
    commandName: "cartulary",
    abstract: "A catalog of datasets: find data, and learn on what terms you may use it.",
    discussion: """
      First publish some manifests, then search:

        cartulary publish catalog-samples
        cartulary search mobility sharing:closed-trusted-partnership
        cartulary show yoda-johnson-and-johnson

      Without a command, on a terminal, cartulary prompts for queries. A query consists of words, phrases in quotes, \
      -word to exclude, and filters such as sensitivity:public or license:CC-BY-4.0; `cartulary help query` \
      tells the language, and `cartulary help COMMAND` what a command does.
      """,
    version: version,
    subcommands: [
      SearchCommand.self, CountCommand.self, ShowCommand.self, ExportCommand.self, FacetsCommand.self,
      ExplainCommand.self,
      SimilarCommand.self, TermsCommand.self, ColumnsCommand.self, SuggestCommand.self, DecideCommand.self,
      RequestCommand.self,
      ReachCommand.self,
      CompareCommand.self, ReportCommand.self, EvalCommand.self, GapsCommand.self,
      ValidateCommand.self, InitCommand.self, FormatCommand.self, SchemaCommand.self, DiffCommand.self,
      PublishCommand.self, WithdrawCommand.self, LogCommand.self, AuditCommand.self, SettingsCommand.self,
      VerifyCommand.self, RebuildCommand.self, BackupCommand.self, CompactCommand.self, MigrateCommand.self,
      LedgerCommand.self, NodeCommand.self, StatsCommand.self, DoctorCommand.self, ServeCommand.self,
      KeysCommand.self, MCPCommand.self,
      CompletionsCommand.self, ManualCommand.self, ReplCommand.self,
    ])

  /// Commands of other programs that people try here, and the equivalent command.
  static let wordsOfOthers = [
    "index": "rebuild", "reindex": "rebuild", "lint": "validate", "check": "verify",
    "find": "search", "query": "search", "list": "search", "ls": "search", "get": "show", "info": "show",
    "add": "publish", "import": "publish", "ingest": "publish", "delete": "withdraw", "remove": "withdraw",
    "rm": "withdraw", "history": "log", "apply": "request", "shell": "repl", "format": "fmt", "new": "init",
  ]

  /// Options that most commands have.
  static let commonOptions = ["catalog", "as", "format", "help", "version"]

  /// The names of all commands, aliases included.
  static var names: [String] {
    configuration.subcommands.flatMap { command in
      [command.configuration.commandName].compactMap { $0 } + command.configuration.aliases
    }
  }
}
