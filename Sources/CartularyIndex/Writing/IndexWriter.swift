internal import Foundation

/// The one writer of an index.
///
/// All writing happens between `begin` and `commit`: without a transaction Xapian commits when it likes,
/// so a reader could see half a batch. To write outside of one is a fault of the program.
///
/// The first write that fails ends the writer: what Xapian holds after it is not what it was given, and a
/// second commit would report success and store nothing. The lock is released at once, and every later
/// call throws the same error. Open a new writer and replay the whole batch.
///
/// Not `Sendable`: one thread at a time, so an actor owns it.
package final class IndexWriter {
  private enum State: ~Copyable {
    case open(WriterHandle)
    case failed(IndexError)
  }

  private var state: State
  private var isInTransaction = false

  /// Opens the index in the directory at `path`, and locks it.
  ///
  /// - Parameter create: Makes the index, though not the directories above it, if there is none.
  /// - Parameter isDurable: Whether a commit is on the disk when it returns. Without it a crash of the machine, or of the
  ///   process within a commit, may leave no index: for what starts again after one.
  /// - Throws: `IndexError`: `.locked` when another writer has it open; `.notFound` when there is no index
  ///   to open, or the path is a file or a link.
  package init(path: String, create: Bool, isDurable: Bool = true) throws(IndexError) {
    state = .open(try Self.handle(path: path, create: create, isDurable: isDurable))
  }

  /// A lock outlives its writer for a moment where the process is starting another one, which holds it until it has
  /// become its own program. So one that is held is tried again for half a second before it counts as held.
  private static func handle(path: String, create: Bool, isDurable: Bool) throws(IndexError)
    -> WriterHandle
  {
    for _ in 0..<20 {
      do {
        return try WriterHandle(path: path, create: create, isDurable: isDurable)
      } catch {
        guard error.code == .locked else { throw error }
        Thread.sleep(forTimeInterval: 0.025)
      }
    }
    return try WriterHandle(path: path, create: create, isDurable: isDurable)
  }

  /// Begins a transaction.
  ///
  /// - Precondition: None is open.
  package func begin() throws(IndexError) {
    try write(inTransaction: false) { handle throws(IndexError) in try handle.begin() }
    isInTransaction = true
  }

  /// Makes all changes since `begin` durable, and visible to readers that open or reopen from here on.
  ///
  /// Returns after the directory is synced too, without which a power cut may take the commit back.
  ///
  /// - Precondition: A transaction is open.
  package func commit() throws(IndexError) {
    try write { handle throws(IndexError) in try handle.commit() }
    isInTransaction = false
  }

  /// Forgets all changes since `begin`; does nothing when no transaction is open.
  package func cancel() {
    guard isInTransaction else { return }
    isInTransaction = false
    do {
      try withHandle { handle throws(IndexError) in try handle.cancel() }
    } catch {
      // Nothing was committed, so the caller has what was asked; but this writer is not to be trusted.
      state = .failed(error)
    }
  }

  /// Writes `document` in the place of the one with its unique term, or adds it.
  ///
  /// - Throws: `IndexError` with code `.invalidArgument` for a document that the engine would not take. It
  ///   is checked before the engine sees it, so the batch is untouched and the writer goes on.
  /// - Precondition: A transaction is open.
  package func replace(_ document: IndexDocument) throws(IndexError) {
    try document.validate()
    let made = try DocumentHandle.built(from: document)
    try write { handle throws(IndexError) in try handle.replace(document.uniqueTerm, with: made) }
  }

  /// Deletes the document with the unique term; does nothing when there is none.
  ///
  /// - Throws: `IndexError` with code `.invalidArgument` for a term that no document can have; the writer
  ///   goes on.
  /// - Precondition: A transaction is open.
  package func delete(uniqueTerm: String) throws(IndexError) {
    try IndexDocument.validate(term: uniqueTerm)
    try write { handle throws(IndexError) in try handle.delete(uniqueTerm) }
  }

  /// The value under `key`, with the changes of this transaction; `nil` when there is none.
  package func metadata(_ key: String) throws(IndexError) -> String? {
    try IndexDocument.validate(term: key)
    let value = try withHandle { handle throws(IndexError) in try handle.metadata(key) }
    return value.isEmpty ? nil : value
  }

  /// Stores `value` under `key`; an empty one removes the key.
  ///
  /// - Throws: `IndexError` with code `.invalidArgument` for a key that is empty or as long as no term can
  ///   be; the writer goes on.
  /// - Precondition: A transaction is open.
  package func setMetadata(_ key: String, to value: String) throws(IndexError) {
    try IndexDocument.validate(term: key)
    try write { handle throws(IndexError) in try handle.setMetadata(key, to: value) }
  }

  /// How many documents there are, with the changes of this transaction.
  package var documentCount: Int {
    get throws(IndexError) {
      try withHandle { handle throws(IndexError) in try handle.documentCount() }
    }
  }

  private func withHandle<Result>(
    _ body: (borrowing WriterHandle) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    switch state {
    case .open(let handle): return try body(handle)
    case .failed(let error): throw error
    }
  }

  /// Runs one write; when it fails, this writer has failed for good.
  private func write(
    inTransaction: Bool = true, _ body: (borrowing WriterHandle) throws(IndexError) -> Void
  ) throws(IndexError) {
    do {
      try withHandle { handle throws(IndexError) in
        precondition(isInTransaction == inTransaction, "write between begin and commit, begin outside of it")
        try body(handle)
      }
    } catch {
      state = .failed(error)
      throw error
    }
  }
}
