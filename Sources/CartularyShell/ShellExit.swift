internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyQuery

/// Exit codes of every command: one table, repeated in Docs/COMMANDS.md and checked by a test.
enum ShellExit: Int32, CaseIterable {
  case done = 0
  case negativeAnswer = 1
  case badQuery = 2
  case formatTooOld = 20
  case formatTooNew = 21
  case usage = 64
  case badInput = 65
  case noSuchFile = 66
  case indexUnusable = 69
  case internalFault = 70
  case systemLimit = 71
  case cannotCreate = 73
  case inputOutput = 74
  case locked = 75
  case permissionDenied = 77
  case interrupted = 130

  var meaning: String {
    switch self {
    case .done: "success, even if nothing was found"
    case .negativeAnswer:
      "a negative answer: `validate` found errors, `fmt --check` found files to change, `show` found no such record, "
        + "`search --exit-status` found nothing, `doctor` found something wrong, "
        + "`verify` or `diff --exit-code` found differences, `decide --exit-status` found no permission, "
        + "`request` found that the terms exclude the use, "
        + "`eval` found a mean below its floor, `gaps` had no queries to use, a line of a batch session failed"
    case .badQuery: "the query could not be read, or is too broad to run"
    case .formatTooOld: "`--format-version` requests a version that is no longer supported"
    case .formatTooNew: "`--format-version` requests a version that this program does not know"
    case .usage: "the command line could not be parsed"
    case .badInput:
      "some manifests have errors, and the others were published; or a guard refused the publication"
    case .noSuchFile: "a named file does not exist or cannot be read"
    case .indexUnusable: "the catalog is missing, damaged, not a catalog, or in another format version"
    case .internalFault: "an internal error of the program"
    case .systemLimit: "the system does not allow enough open files, threads, processes or memory"
    case .cannotCreate: "something already exists where the result was to be written"
    case .inputOutput: "reading or writing failed, or there is no space left"
    case .locked: "another writer is active, or a node has not heard from its ledger; try again"
    case .permissionDenied: "no permission"
    case .interrupted: "interrupted by Ctrl-C"
    }
  }

  var code: ArgumentParser.ExitCode { ArgumentParser.ExitCode(rawValue) }

  /// The exit code for an error from a library.
  init(_ error: any Error) {
    switch error {
    case is QueryError: self = .badQuery
    case let error as CatalogError: self.init(error.code)
    default: self = .internalFault
    }
  }

  private init(_ code: CatalogError.Code) {
    switch code {
    case .missing, .notACatalog, .futureVersion, .pastVersion, .damaged: self = .indexUnusable
    case .refused: self = .badInput
    case .interrupted: self = .interrupted
    case .exists: self = .cannotCreate
    case .locked, .busy: self = .locked
    case .noSpace, .inputOutput: self = .inputOutput
    case .permissionDenied: self = .permissionDenied
    case .tooManyFiles, .systemLimit: self = .systemLimit
    case .invalidArgument: self = .usage
    case .queryTooBroad: self = .badQuery
    case .failed: self = .internalFault
    }
  }
}
