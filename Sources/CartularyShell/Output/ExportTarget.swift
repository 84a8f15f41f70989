internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire
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
  private let directory: NewDirectory

  init(_ format: any ExportFormat, path: String) throws(ExportFailure) {
    self.format = format
    directory = try NewDirectory(path: path)
  }

  mutating func take(_ record: PublishedDataset) throws -> Bool {
    // Ids have no slash and do not begin with a dot.
    try directory.write(format.document(of: record), to: "\(record.dataset.id).\(format.fileExtension)")
    return true
  }

  mutating func finish() throws { try directory.finish() }

  mutating func discard() { directory.discard() }
}

/// A new directory with what OpenSearch is sent: the templates, and the records in files of one request each.
struct RequestDirectoryTarget: ExportTarget {
  private let format: OpenSearchBulk
  private let directory: NewDirectory
  private let requestByteCount: Int
  private var requestCount = 0
  private var lines = ""

  /// - Parameter requestByteCount: How much goes into one request, unless one record is more.
  init(
    _ format: OpenSearchBulk, path: String, requestByteCount: Int = OpenSearchBulk.requestByteCount
  ) throws(ExportFailure) {
    (self.format, self.requestByteCount) = (format, requestByteCount)
    directory = try NewDirectory(path: path)
    for (name, text) in OpenSearchBulk.companions { try directory.write(text, to: name) }
  }

  mutating func take(_ record: PublishedDataset) throws -> Bool {
    let text = format.text(of: record)
    if lines.utf8.count + text.utf8.count > requestByteCount { try writeRequest() }
    lines += text
    return true
  }

  mutating func finish() throws {
    try writeRequest()
    try directory.finish()
  }

  mutating func discard() { directory.discard() }

  /// Numbered so that the names sort as the records do.
  private mutating func writeRequest() throws(ExportFailure) {
    guard !lines.isEmpty else { return }
    requestCount += 1
    let number = String(requestCount)
    let digits = String(repeating: "0", count: max(0, 6 - number.count)) + number
    try directory.write(lines, to: "bulk-\(digits).\(format.fileExtension)")
    lines = ""
  }
}

/// A directory that is filled beside its place and moved there as a whole, where nothing was before.
struct NewDirectory {
  private let path: String
  private let beside: String

  /// - Throws: `ExportFailure` with code `.cannotCreate` if something already exists there.
  init(path: String) throws(ExportFailure) {
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

  func write(_ text: String, to name: String) throws(ExportFailure) {
    try ExportFile.write(text, to: "\(beside)/\(name)", replacing: true)
  }

  func finish() throws(ExportFailure) {
    guard rename(beside, path) == 0 else { throw ExportFailure.failed(path, errno) }
  }

  func discard() { try? FileManager.default.removeItem(atPath: beside) }
}
