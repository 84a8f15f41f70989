/// What went wrong with a catalog as a whole. Faults of a query are `QueryError`.
public struct CatalogError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of thing went wrong.
  public enum Code: Sendable, CaseIterable {
    /// There is nothing at the path.
    case missing
    /// There is something else at the path.
    case notACatalog
    /// Written by a later version of the program.
    case futureVersion
    /// Written by an earlier version of the program, and not migrated yet.
    case pastVersion
    /// A guard stands against what was asked; a request that permits it by name passes.
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
    /// The disk is full, or a quota is used up.
    case noSpace
    /// The system could not read or write.
    case inputOutput
    /// The process may not read or write what was asked of it.
    case permissionDenied
    /// The process may not open as many files as are needed at once.
    case tooManyFiles
    /// The system does not give the process the memory, threads or processes that the work needs.
    case systemLimit
    /// A field, label or option that does not exist.
    case invalidArgument
    /// The query cannot be run within its limits.
    case queryTooBroad
    /// A promise of our own code was broken below.
    case failed
  }

  /// What kind of thing went wrong.
  public let code: Code
  /// One line, lower case, no full stop; it names no path that a viewer could not see.
  public let message: String
  /// What the error is about, for a front that words it in its own way.
  public let facts: Facts
  /// What to try, the most likely first; empty if the code says all there is to say.
  public let remedies: [Remedy]

  package init(_ code: Code, _ message: String, facts: Facts = Facts(), remedies: [Remedy]) {
    (self.code, self.message, self.facts, self.remedies) = (code, message, facts, remedies)
  }

  package init(_ code: Code, _ message: String, facts: Facts = Facts(), remedy: Remedy) {
    self.init(code, message, facts: facts, remedies: [remedy])
  }

  /// - Parameter help: What to try, in words that are true in every front: no command, no flag, no page.
  package init(_ code: Code, _ message: String, facts: Facts = Facts(), help: String? = nil) {
    self.init(code, message, facts: facts, remedies: help.map { [.advice($0)] } ?? [])
  }

  package static let tooManyFiles = CatalogError(
    .tooManyFiles, "the index has more parts for this viewer than this process may open files",
    remedy: .raiseFileLimit)

  /// The message, and the remedies that are words already.
  public var description: String {
    ([message] + remedies.compactMap(\.words)).joined(separator: "; ")
  }
}

extension CatalogError {
  /// What an error is about; each is `nil` if it says nothing of the kind.
  public struct Facts: Sendable, Equatable {
    /// The name of a field, setting or option.
    public var field: String?
    /// What was given and cannot be used.
    public var value: String?
    /// The directory of the catalog, or another that is meant.
    public var path: String?
    /// The id of a record.
    public var id: String?
    /// The most that there may be of what there was too much of.
    public var limit: Int?
    /// The format version that was found.
    public var version: Int?

    package init(
      field: String? = nil, value: String? = nil, path: String? = nil, id: String? = nil, limit: Int? = nil,
      version: Int? = nil
    ) {
      (self.field, self.value, self.path) = (field, value, path)
      (self.id, self.limit, self.version) = (id, limit, version)
    }
  }

  /// A way out of an error. Which command, flag or call takes it is for the front to say.
  public enum Remedy: Sendable, Equatable {
    /// Words that are true in every front.
    case advice(String)

    /// The words of advice; `nil` for what each front words in its own way.
    package var words: String? {
      if case .advice(let words) = self { words } else { nil }
    }
    /// Publish something: there is nothing to search yet.
    case publishSomething
    /// Name another directory.
    case nameAnotherDirectory
    /// Bring the catalog at `path` to this program's format.
    case migrate
    /// Make the index again from the ledger.
    case rebuild
    /// Publish anything, which completes the index, or rebuild the index.
    case publishOrRebuild
    /// Put the ledger back from a backup, then rebuild the index.
    case restoreLedger
    /// Let the node at `path` follow its ledger.
    case follow
    /// Make a ledger at the address first.
    case makeLedger
    /// Use the later version of the program that wrote the catalog.
    case useNewerProgram
    /// Use the later version of the program that wrote the index, or make the index again from the ledger.
    case useNewerProgramOrRebuild
    /// Let the publication do what stands against it.
    case permit(PublicationRefusal)
    /// Mend what contradicts itself in the record, or let the settings of the catalog publish it with a warning.
    case mendPolicyFinding
    /// Search for the ids that there are.
    case findIDs
    /// Say who asks, and what for.
    case nameProfile
    /// Turn the log of queries on for the catalog at `path`.
    case logQueries
    /// Unset the log of queries.
    case stopLoggingQueries
    /// Let the owner of the catalog publish or compare, which undoes what an interrupted publication left.
    case recoverAsOwner
    /// Take out of the index's files what deleted records left there.
    case compact
    /// Look at the disk, then compare the ledger with the index.
    case checkDisk
    /// Let the process open more files.
    case raiseFileLimit
    /// Let the process have more memory, threads and processes.
    case raiseProcessLimits
  }
}
