package import CartularyModel
internal import Foundation
internal import Synchronization

/// Records on their way into the ledger, in the order given: encoded, and in a file once they are many. In memory are only
/// their ids, and where each stands.
///
/// One thread adds them; then any may read.
package final class RecordSpool: Sendable {
  /// Where the file may be, the best place first.
  private let directories: [String]
  private let state: Mutex<State>

  private struct State {
    /// What is not in the file: everything while that is little, and the end later.
    var tail = SpooledBytes()
    var file: SpoolFile?
    /// How many bytes are in the file.
    var storedCount = 0
    /// No directory takes a file, so that memory has to do.
    var isWithoutFile = false
    /// Where each record ends.
    var ends: [Int] = []
    var traits: [PreparedRecord.Traits] = []
    var places: [String: Int32] = [:]
  }

  /// Up to so many bytes are held in memory.
  private let memoryByteCount: Int

  /// - Parameter directory: The catalog's, which need not be there yet: the records are as secret as its ledger. Where it
  ///   takes no file, as for those who only read it, that is among the temporary files.
  package convenience init(near directory: String?) {
    var directories: [String] = []
    if var nearest = directory.map({ URL(fileURLWithPath: $0).standardizedFileURL.path }) {
      while nearest.count > 1, !FileManager.default.fileExists(atPath: nearest) {
        nearest = URL(fileURLWithPath: nearest).deletingLastPathComponent().path
      }
      directories.append(nearest)
    }
    self.init(in: directories + [NSTemporaryDirectory()])
  }

  /// - Parameter directories: Where a file may be, the best place first.
  package init(in directories: [String], memoryByteCount: Int = 4 << 20) {
    (self.directories, self.memoryByteCount) = (directories, memoryByteCount)
    state = Mutex(State())
  }

  /// A spool for more records, in the same place.
  func another() -> RecordSpool { RecordSpool(in: directories, memoryByteCount: memoryByteCount) }

  package var count: Int { state.withLock { $0.ends.count } }

  /// Whether it has a file by now.
  package var isInFile: Bool { state.withLock { $0.file != nil } }

  package func contains(_ id: String) -> Bool { state.withLock { $0.places[id] != nil } }

  // MARK: - Adding

  /// - Throws: `CatalogError` with code `.invalidArgument` for an id that is not valid or was added before, and for a record
  ///   that the ledger does not take; `.noSpace` or `.inputOutput` if there is no room for it.
  package func append(_ record: SourcedDataset) throws(CatalogError) {
    let id = record.dataset.id
    guard DatasetID.isWellFormed(id) else {
      throw CatalogError(.invalidArgument, "'\(id.prefix(80))' is not a valid id", facts: .init(id: id))
    }
    guard !contains(id) else {
      throw CatalogError(
        .invalidArgument, "two records with the id '\(id)'", facts: .init(id: id),
        help: "give one of them another id")
    }
    try append(try PreparedRecord(record))
  }

  /// - Returns: The record's place.
  @discardableResult
  func append(_ record: PreparedRecord) throws(CatalogError) -> Int {
    try state.withLock { state throws(CatalogError) in
      record.write(to: &state.tail)
      let place = state.ends.count
      state.ends.append(state.storedCount + state.tail.bytes.count)
      state.traits.append(record.traits)
      state.places[record.id] = Int32(place)
      if state.tail.bytes.count >= (state.file == nil ? memoryByteCount : SpoolFile.writeByteCount) {
        try store(&state)
      }
      return place
    }
  }

  private func store(_ state: inout State) throws(CatalogError) {
    guard !state.isWithoutFile else { return }
    if state.file == nil { state.file = SpoolFile(in: directories) }
    guard let file = state.file else {
      state.isWithoutFile = true
      return
    }
    try file.append(state.tail.bytes)
    state.storedCount += state.tail.bytes.count
    state.tail.removeAll()
  }

  // MARK: - Reading

  /// The record at a place, from 0.
  ///
  /// - Throws: `CatalogError` with code `.inputOutput` if the file cannot be read.
  func record(at place: Int) throws(CatalogError) -> PreparedRecord {
    try state.withLock { state throws(CatalogError) in
      let start = place == 0 ? 0 : state.ends[place - 1]
      let end = state.ends[place]
      // A record stands in the file or behind it, as the tail goes there as a whole.
      var reader =
        if start >= state.storedCount {
          SpooledReader(state.tail.bytes[(start - state.storedCount)..<(end - state.storedCount)])
        } else if let file = state.file {
          SpooledReader(try file.bytes(start..<end)[...])
        } else {
          preconditionFailure("what is not in memory is in the file")
        }
      return PreparedRecord(&reader)
    }
  }

  /// The same as it was added.
  package func sourced(at place: Int) throws(CatalogError) -> SourcedDataset {
    let record = try record(at: place)
    guard let origin = record.origin else { preconditionFailure("what is added has an origin") }
    return SourcedDataset(
      dataset: try record.dataset(), origin: origin, statesAudience: record.statesAudience)
  }

  func traits(at place: Int) -> PreparedRecord.Traits { state.withLock { $0.traits[place] } }
}
