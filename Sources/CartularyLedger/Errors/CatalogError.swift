/// What went wrong with a catalog as a whole. Faults of a query are `QueryError`.
package struct CatalogError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: Sendable, CaseIterable {
    /// There is nothing at the path.
    case missing
    /// There is something else at the path.
    case notACatalog
    /// Written by a later version of the program.
    case futureVersion
    /// Written by an earlier version of the program, and not migrated yet.
    case pastVersion
    /// A guard stands against what was asked; a flag that names it lets it pass.
    case refused
    /// Stopped on request, before anything was changed.
    case interrupted
    /// There is something already where something was to be made.
    case exists
    /// Someone else is writing.
    case locked
    /// What is on disk contradicts itself.
    case damaged
    /// The readers cannot keep up with the writers.
    case busy
    case noSpace
    case inputOutput
    case permissionDenied
    /// The process may not open as many files as are needed at once.
    case tooManyFiles
    /// A field, label or option that does not exist.
    case invalidArgument
    /// The query cannot be run within its limits.
    case queryTooBroad
    /// A promise of our own code was broken below.
    case failed
  }

  package let code: Code
  /// One line, lower case, no full stop; it names no path that a viewer could not see.
  package let message: String
  /// What to try.
  package let help: String?

  package init(_ code: Code, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code, message, help)
  }

  /// How an index that is lost or damaged comes back.
  package static let remake = "run: cartulary rebuild; it rebuilds the index from the ledger"

  /// How a ledger that is lost or damaged comes back.
  package static let restoreLedger =
    "put it back from a backup (see cartulary backup), then run: cartulary rebuild"

  package static let tooManyFiles = CatalogError(
    .tooManyFiles, "the index has more parts for this viewer than this process may open files",
    help: "raise the limit: ulimit -n 65536")

  package var description: String { help.map { "\(message); \($0)" } ?? message }
}
