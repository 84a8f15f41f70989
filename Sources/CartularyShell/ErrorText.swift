internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyQuery

/// What a person reads of an error: a line that says what is wrong, and one that says what to try.
enum ErrorText {
  /// The same words for an id that does not exist and for one that the viewer may not see.
  ///
  /// - Parameter successors: Ids of the records that take its place, which the viewer may see.
  static func noDataset(_ id: String, _ successors: [String] = []) -> String {
    "error: no dataset '\(TerminalText.harmless(String(id.prefix(200))))'\n help: "
      + (takenPlace(successors) ?? "cartulary search finds ids; a record may be hidden from you, see --as")
  }

  static func withdrawn(_ tombstone: Tombstone, _ successors: [String] = []) -> String {
    let history = "cartulary log \(tombstone.id) tells its history"
    let stands =
      tombstone.stands ? "it stays so until its steward runs publish with --restore \(tombstone.id); " : ""
    return "error: the dataset '\(tombstone.id)' was withdrawn on \(tombstone.withdrawnAt.date): "
      + TerminalText.harmless(tombstone.reason) + "\n help: "
      + (takenPlace(successors).map { $0 + "; " } ?? "") + stands + history
  }

  /// Where to look in place of a record; `nil` without successors.
  private static func takenPlace(_ successors: [String]) -> String? {
    guard !successors.isEmpty else { return nil }
    return successors.prefix(5).joined(separator: ", ") + (successors.count == 1 ? " takes" : " take")
      + " its place"
  }

  static func text(of error: any Error) -> String {
    if let error = error as? QueryError {
      let text = DiagnosticRenderer.render(error.diagnostic)
      return error.diagnostic.advice == nil ? text + "\n help: " + usualQueryHelp : text
    }
    let (message, help) = parts(of: error)
    return "error: \(TerminalText.harmless(message))\n help: \(TerminalText.harmless(help))"
  }

  /// The message, and what to try; both untrusted.
  static func parts(of error: any Error) -> (message: String, help: String) {
    switch error {
    case let error as QueryError: (error.diagnostic.message, error.diagnostic.advice ?? usualQueryHelp)
    case let error as CatalogError: (error.message, help(of: error) ?? usualHelp(error.code))
    default: ("\(error)", usualHelp(.failed))
    }
  }

  /// What to try, in this program's words; `nil` if the error offers nothing better than its code.
  static func help(of error: CatalogError) -> String? {
    guard !error.remedies.isEmpty else { return nil }
    return error.remedies.map { words(for: $0, error.facts) }.joined(separator: "; ")
  }

  /// What to type in this program to follow a remedy. One line, lower case, without a full stop, untrusted.
  static func words(for remedy: CatalogError.Remedy, _ facts: CatalogError.Facts = .init()) -> String {
    let target = facts.path.map { " --catalog " + $0 } ?? ""
    return switch remedy {
    case .advice(let words): words
    case .publishSomething: "publish something first: cartulary publish PATH"
    case .nameAnotherDirectory: "name another directory with --catalog"
    case .migrate: "run: cartulary migrate" + target
    case .rebuild: "run: cartulary rebuild; it rebuilds the index from the ledger"
    case .publishOrRebuild: "publish anything, or run: cartulary rebuild"
    case .restoreLedger: "put it back from a backup (see cartulary backup), then run: cartulary rebuild"
    case .follow: "let it follow the ledger: cartulary node follow" + target
    case .makeLedger: "make it first: cartulary ledger init" + (facts.path.map { " " + $0 } ?? " ADDRESS")
    case .useNewerProgram: "use a newer cartulary"
    case .useNewerProgramOrRebuild: "use a newer cartulary, or rebuild the index: cartulary rebuild"
    case .permit(let refusal): "if this is intended: " + flag(for: refusal)
    case .mendPolicyFinding:
      "mend the record; the catalog's owner lets such records pass with: cartulary settings policy-findings warnings"
        + target
    case .findIDs: "cartulary search finds ids"
    case .nameProfile: "give one with --profile FILE; Docs/ACCESS.md has examples"
    case .logQueries: "to make it again: cartulary settings query-log on" + target
    case .stopLoggingQueries: "to turn it off: cartulary settings query-log --unset"
    case .recoverAsOwner: "the owner's next publication, or cartulary verify by the owner, undoes it"
    case .compact: "run: cartulary compact" + target
    case .checkDisk: "check the disk, then run: cartulary verify"
    case .raiseFileLimit: "raise the limit: ulimit -n 65536"
    case .raiseProcessLimits:
      "allow more memory and processes (ulimit -v, ulimit -u, or the container's limits)"
    }
  }

  /// The flag that lets a refusal pass, as it is to be given.
  static func flag(for refusal: PublicationRefusal) -> String {
    switch refusal.kind {
    case .widening: "--allow-widening " + refusal.ids.joined(separator: " ")
    case .lowering: "--allow-lowering " + refusal.ids.joined(separator: " ")
    case .deletions: "--allow-deletions \(refusal.ids.count)"
    }
  }

  private static let usualQueryHelp =
    "cartulary explain shows how a query is read; cartulary help query tells the language"

  /// What to try where the one who found the error knew nothing better.
  private static func usualHelp(_ code: CatalogError.Code) -> String {
    switch code {
    case .missing: words(for: .publishSomething)
    case .notACatalog: words(for: .nameAnotherDirectory)
    case .futureVersion: words(for: .useNewerProgram)
    case .pastVersion: words(for: .migrate)
    case .refused: "cartulary diff shows what would change"
    case .interrupted: "nothing was changed; run it again"
    case .exists: "name another place, or move what is there"
    case .locked, .busy: "try again in a moment"
    case .damaged: "cartulary verify tells what is damaged, cartulary rebuild rebuilds the index"
    case .noSpace: "make room on the disk, then run it again"
    case .inputOutput: "cartulary doctor looks for what is wrong with the system"
    case .permissionDenied: "ask the catalog's owner, or name another with --catalog"
    case .tooManyFiles: words(for: .raiseFileLimit)
    case .systemLimit: words(for: .raiseProcessLimits)
    case .invalidArgument: "cartulary help COMMAND tells what may be given"
    case .queryTooBroad: "add a word or a filter"
    case .failed:
      "this is a fault of cartulary: report it with the command; cartulary verify looks at the catalog"
    }
  }
}

/// What a person reads who starts the program for the first time.
enum FirstUse {
  static let text = """
    There is not a catalog here yet. Manifests, which describe datasets, make one.
    To try it:     cartulary publish DIR           a folder of YAML, JSON or CKAN
    To begin one:  cartulary init > lake.yaml      then cartulary validate lake.yaml
    Then search:   cartulary search water -draft   or cartulary alone, to ask on
    Elsewhere:     cartulary search --catalog DIR  and cartulary --help lists all
    """
}
