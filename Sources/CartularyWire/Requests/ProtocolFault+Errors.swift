internal import CartularyBase
internal import CartularyCatalog
package import CartularyLedger
package import CartularyManifests
internal import CartularyQuery

extension ProtocolFault {
  /// The answer for an error from a library.
  ///
  /// - Parameter remedies: What to try, in the words of the front that answers.
  package init(_ error: any Error, remedies: (CatalogError) -> String? = { _ in nil }) {
    switch error {
    case let fault as ProtocolFault: self = fault
    case let error as QueryError:
      self.init(error.diagnostic)
    case let error as CatalogError:
      self.init(Code(error.code), error.message, help: remedies(error))
    case let fault as JSONValue.Fault: self.init(fault)
    default: self.init(.failed, "\(error)")
    }
  }

  /// The answer for text that is not JSON.
  package init(_ fault: JSONValue.Fault) {
    self.init(.badJSON, fault.message, help: fault.help)
    range = fault.offset..<fault.offset
  }

  private init(_ diagnostic: QueryDiagnostic) {
    self.init(code: diagnostic.code.rawValue, diagnostic.message, help: diagnostic.help)
    range = diagnostic.range
    suggest = diagnostic.suggestions
  }

  /// - Parameter successors: Ids of the records that take its place, which the viewer may see.
  package static func notFound(_ id: String, _ successors: [String] = []) -> ProtocolFault {
    var fault = ProtocolFault(
      .notFound, "no dataset '\(id.prefix(200))'",
      help: successors.isEmpty
        ? "search finds ids; a record may be hidden from the viewer" : "'suggest' has what takes its place")
    fault.suggest = successors
    return fault
  }

  /// A cursor of another state of the catalog, or of another question.
  package static let staleCursor = ProtocolFault(
    .staleCursor, "the catalog has changed since this cursor was made, or it belongs to another query",
    help: "ask for the first page again")

  /// A key that a command does not take.
  package static func unknownKey(_ key: String, of command: ProtocolCommand) -> ProtocolFault {
    let near = command.nearKeys(to: key)
    var fault = ProtocolFault(
      .unknownKey, "'\(command.name)' does not take '\(key.prefix(80))'",
      help: near.first.map { "did you mean '\($0)'?" }
        ?? (command.keyNames.isEmpty
          ? "'\(command.name)' takes no keys" : "it takes " + command.keyNames.joined(separator: ", ")))
    fault.suggest = near
    return fault
  }

  package static func unknownCommand(_ name: String) -> ProtocolFault {
    let names = ProtocolCommand.all.map(\.name)
    var fault = ProtocolFault(
      .unknownCommand, "unknown command '\(name.prefix(80))'", help: "hello lists the commands")
    fault.suggest = NearMiss.closest(to: name, among: names)
    return fault
  }
}

extension ProtocolFault.Code {
  package init(_ code: CatalogError.Code) {
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
