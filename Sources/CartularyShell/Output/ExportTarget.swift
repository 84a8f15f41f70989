internal import CartularyManifests
internal import CartularyModel
internal import Foundation

/// The destination of exported records, one after another.
protocol ExportTarget {
  /// - Returns: Whether to go on: `false` if the reader has closed the pipe.
  mutating func take(_ record: PublishedDataset) throws -> Bool
  /// Moves the result to its destination.
  mutating func finish() throws
  /// Removes everything, except what was already written to a pipe.
  mutating func discard()
}

/// One document, on standard output or in a file.
struct DocumentTarget: ExportTarget {
  private let format: any ExportFormat
  private let console: Console
  /// `nil` for standard output.
  private let file: ExportFile?
  private var count = 0

  init(_ format: any ExportFormat, console: Console, path: String?, replacing: Bool) throws(ExportFailure) {
    (self.format, self.console) = (format, console)
    if let path { file = try ExportFile(path: path, replacing: replacing) } else { file = nil }
  }

  mutating func take(_ record: PublishedDataset) throws -> Bool {
    try write(count == 0 ? format.frame.head : format.frame.separator)
    try write(format.text(of: record))
    count += 1
    return file != nil || console.outputState == .open
  }

  mutating func finish() throws {
    if count == 0 { try write(format.frame.head) }
    try write(format.frame.tail)
    try file?.finish()
  }

  mutating func discard() { file?.discard() }

  private func write(_ text: String) throws(ExportFailure) {
    if let file { try file.write(text) } else { console.write(text: text) }
  }
}

/// A document for the only record, for formats that hold exactly one.
struct SingleTarget: ExportTarget {
  private let format: any ExportFormat
  private let console: Console
  private let path: String?
  private let replacing: Bool
  private var record: PublishedDataset?

  init(_ format: any ExportFormat, console: Console, path: String?, replacing: Bool) {
    (self.format, self.console, self.path, self.replacing) = (format, console, path, replacing)
  }

  mutating func take(_ record: PublishedDataset) throws -> Bool {
    guard self.record == nil else {
      throw ExportFailure(
        exit: .usage, message: "\(format.name) holds one dataset per document, and several match",
        help: "--output DIR/ writes one file per dataset; or narrow the query")
    }
    self.record = record
    return true
  }

  mutating func finish() throws {
    guard let record else {
      throw ExportFailure(
        exit: .negativeAnswer, message: "no dataset matches, and \(format.name) holds exactly one",
        help: "cartulary search shows what a query finds; a record may be hidden from you: see --as")
    }
    let text = format.document(of: record)
    guard let path else { return console.write(text: text) }
    let file = try ExportFile(path: path, replacing: replacing)
    try file.write(text)
    try file.finish()
  }

  mutating func discard() { record = nil }
}

/// A new directory with a document for each record, named by its id.
struct DirectoryTarget: ExportTarget {
  private let format: any ExportFormat
  private let path: String
  /// The temporary directory, which is filled before it is moved to its destination.
  private let beside: String

  init(_ format: any ExportFormat, path: String) throws(ExportFailure) {
    self.format = format
    let bare = URL(fileURLWithPath: path, isDirectory: true)
    self.path = bare.path
    beside =
      bare.deletingLastPathComponent().appendingPathComponent(".\(bare.lastPathComponent).\(getpid())").path
    var status = stat()
    guard stat(self.path, &status) != 0 else {
      throw ExportFailure(
        exit: .cannotCreate, message: ExportFailure.exists(path).message,
        help: "a directory is written as a whole: name one that does not exist yet")
    }
    guard mkdir(beside, 0o777) == 0 else { throw .failed(path, errno) }
  }

  mutating func take(_ record: PublishedDataset) throws -> Bool {
    // Ids have no slash and do not begin with a dot.
    let file = try ExportFile(
      path: "\(beside)/\(record.dataset.id).\(format.fileExtension)", replacing: true)
    try file.write(format.document(of: record))
    try file.finish()
    return true
  }

  mutating func finish() throws {
    guard rename(beside, path) == 0 else { throw ExportFailure.failed(path, errno) }
  }

  mutating func discard() { try? FileManager.default.removeItem(atPath: beside) }
}
