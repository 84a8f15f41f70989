internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyQuery

/// Exit codes of every command: one table, repeated in Docs/COMMANDS.md and compared by a test.
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
    case .done: "done, also when nothing was found"
    case .negativeAnswer:
      "a negative answer: `validate` found errors, `fmt --check` files to change, `show` found no such record, "
        + "`search --exit-status` nothing at all, `doctor` something wrong, "
        + "`verify` found differences, `diff --exit-code` too, `decide --exit-status` found no permission, "
        + "`eval` a mean below its floor, `gaps` nothing to go by, a line of a batch session failed"
    case .badQuery: "the query could not be read, or is too broad to run"
    case .formatTooOld: "`--format-version` asks for a version that is no longer written"
    case .formatTooNew: "`--format-version` asks for a version that this program does not know"
    case .usage: "the command line could not be read"
    case .badInput:
      "some manifests have errors, and what could be published was; or a guard refused the publication"
    case .noSuchFile: "a named file is not there or cannot be read"
    case .indexUnusable: "the catalog is missing, is none, is damaged, or has another format version"
    case .internalFault: "a fault of the program itself"
    case .systemLimit: "the system allows no more open files"
    case .cannotCreate: "there is something already where the result was to be written"
    case .inputOutput: "reading or writing failed, or no space is left"
    case .locked: "someone else is writing; try again"
    case .permissionDenied: "no permission"
    case .interrupted: "interrupted by Ctrl-C"
    }
  }

  var code: ArgumentParser.ExitCode { ArgumentParser.ExitCode(rawValue) }

  /// The exit code for an error of a library.
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
    case .tooManyFiles: self = .systemLimit
    case .invalidArgument: self = .usage
    case .queryTooBroad: self = .badQuery
    case .failed: self = .internalFault
    }
  }
}
