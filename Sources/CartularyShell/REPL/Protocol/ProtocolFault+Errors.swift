internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyQuery
internal import CartularyWire

extension ProtocolFault {
  /// The answer for an error from a library.
  init(_ error: any Error) {
    switch error {
    case let fault as ProtocolFault: self = fault
    case let error as QueryError:
      self.init(error.diagnostic)
    case let error as CatalogError:
      self.init(Code(error.code), error.message, help: ErrorText.help(of: error))
    case let fault as JSONValue.Fault:
      self.init(.badJSON, fault.message, help: fault.help)
      range = fault.offset..<fault.offset
    default: self.init(.failed, "\(error)")
    }
  }

  private init(_ diagnostic: QueryDiagnostic) {
    code = diagnostic.code.rawValue
    message = diagnostic.message
    range = diagnostic.range
    suggest = diagnostic.suggestions
    help = diagnostic.help
  }

  /// - Parameter successors: Ids of the records that take its place, which the viewer may see.
  static func notFound(_ id: String, _ successors: [String] = []) -> ProtocolFault {
    var fault = ProtocolFault(
      .notFound, "no dataset '\(id.prefix(200))'",
      help: successors.isEmpty
        ? "search finds ids; a record may be hidden from the viewer" : "'suggest' has what takes its place")
    fault.suggest = successors
    return fault
  }

  /// A key that a command does not take.
  static func unknownKey(_ key: String, of command: ProtocolCommand) -> ProtocolFault {
    let near = command.nearKeys(to: key)
    var fault = ProtocolFault(
      .unknownKey, "'\(command.name)' does not take '\(key.prefix(80))'",
      help: near.first.map { "did you mean '\($0)'?" }
        ?? (command.keyNames.isEmpty
          ? "'\(command.name)' takes no keys" : "it takes " + command.keyNames.joined(separator: ", ")))
    fault.suggest = near
    return fault
  }

  static func unknownCommand(_ name: String) -> ProtocolFault {
    let names = ProtocolCommand.all.map(\.name)
    var fault = ProtocolFault(
      .unknownCommand, "unknown command '\(name.prefix(80))'", help: "hello lists the commands")
    fault.suggest = NearMiss.closest(to: name, among: names)
    return fault
  }
}

extension ProtocolFault.Code {
  init(_ code: CatalogError.Code) {
    switch code {
    case .invalidArgument: self = .invalidArgument
    case .queryTooBroad: self = .tooBroad
    case .busy, .locked, .tooManyFiles, .systemLimit: self = .busy
    case .missing, .notACatalog, .futureVersion, .pastVersion, .damaged, .permissionDenied, .noSpace,
      .inputOutput:
      self = .unavailable
    case .refused, .interrupted, .exists, .failed: self = .failed
    }
  }
}
