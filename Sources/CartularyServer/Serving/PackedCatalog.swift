internal import CartularyCatalog
internal import CartularyIndex
internal import CartularyManifests
internal import CartularyModel

/// All records that a viewer may see, as lines of JSON in one gzip member, a page at a time.
///
/// Each record is as it is when its page is read, as `export` writes it: a list of any size is of one state only where it
/// is one page.
final class PackedCatalog: Sendable {
  private struct State {
    var stream = GzipStream()
    var last: String?
    var isFinished = false
  }

  private let catalog: DatasetCatalog
  private let viewer: Viewer
  private let format: any ExportFormat
  private let state = Guarded(State())

  init(catalog: DatasetCatalog, viewer: Viewer) {
    (self.catalog, self.viewer) = (catalog, viewer)
    guard let format = ExportFormats.named("jsonl") else { preconditionFailure("the format is in the table") }
    self.format = format
  }

  var isFinished: Bool { state.withLock { $0.isFinished } }

  /// Pieces but the last are at least as long.
  static let pieceByteCount = 64 << 10

  /// The next piece, with at least one byte; `nil` after the last.
  func next() throws -> [UInt8]? {
    try state.withLock { state in
      while !state.isFinished {
        var isLast = true
        try catalog.forEachPage(after: state.last, as: viewer) { page in
          for record in page { state.stream.append(format.document(of: format.told(record))) }
          state.last = page.last?.dataset.id
          isLast = false
          return false
        }
        if isLast {
          state.stream.finish()
          state.isFinished = true
        }
        if state.isFinished || state.stream.bytes.count >= Self.pieceByteCount { return state.stream.taken() }
      }
      return nil
    }
  }
}
