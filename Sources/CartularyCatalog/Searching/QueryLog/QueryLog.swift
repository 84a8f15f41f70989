internal import CartularyBase
internal import CartularyLedger
internal import CartularyModel
internal import CartularyQuery
internal import Foundation

/// What people have asked of a catalog, where its owner has turned that on: one file, `queries.jsonl`.
///
/// Its lines are all equally wide: each a query as JSON with blanks behind it, or blanks alone. Where a query
/// stands follows from its hash. This is why, and neither SQLite nor lines that are appended and then compacted:
///
/// - Nothing says what was asked after what. Appended lines are in that order until they are compacted, and so
///   do rows within SQLite's pages and its journal: one question would lead to the next of the same person.
/// - The size never changes. It tells no other user of the machine how much is asked; the room is taken when the
///   log is turned on, so that a full disk stops nothing; and what is old falls out without any compaction.
/// - To count is to read 8 KiB and write half of one, whatever else the log holds. A line lies within one page of
///   memory: after a power cut it is whole, or is no JSON and therefore vacant.
///
/// Searches only ever write it, so that nothing of it can come into an answer. What goes wrong is not a
/// concern who searches: where the file is not there, not theirs to write, or in use for too long, nothing is
/// counted and nothing said.
struct QueryLog: Sendable {
  /// One query, at most: of titles pasted whole, the longest that were seen are just within it.
  static let lineByteCount = 512
  /// Lines among which a query may stand. With 16, the first query is lost when some 3,700 different ones are
  /// there.
  static let shelfLineCount = 16
  static let shelfCount = 512

  private static let shelfByteCount = lineByteCount * shelfLineCount
  static let byteCount = shelfByteCount * shelfCount

  private let layout: CatalogLayout

  init(_ layout: CatalogLayout) { self.layout = layout }

  // MARK: - Counting

  /// Counts a question that somebody has asked, once it is answered.
  func count(_ question: Question, _ matched: MatchedWords) {
    // First, as it is all that a search pays for when nothing is logged.
    guard let file = OpenLog(layout.queries, O_RDWR), let text = Self.text(of: question) else { return }
    let hash = Int(ContentHash(of: text.utf8).description.prefix(8), radix: 16) ?? 0
    let offset = hash % Self.shelfCount * Self.shelfByteCount
    let home = hash / Self.shelfCount % Self.shelfLineCount
    guard file.lock(within: OpenLog.searcherPatience),
      let shelf = file.bytes(at: offset, count: Self.shelfByteCount)
    else { return }
    let queries = Self.queries(in: shelf)
    // From a place that follows from the hash too, so that neighbours are not in the order of asking either.
    let places = queries.indices.map { (home + $0) % queries.count }
    let place =
      places.first { queries[$0]?.text == text } ?? places.first { queries[$0] == nil }
      ?? places.min { Self.isLessWorth(queries[$0], queries[$1]) }
    guard let place else { return }
    let today = CalendarDate.today
    var query = LoggedQuery(text: text, on: today)
    if let known = queries[place], known.text == text { query = known }
    query.count(matched, on: today)
    guard let line = Self.padded(query.line) else { return }
    file.write(line, at: offset + place * Self.lineByteCount)
  }

  /// What is asked, in one spelling for each meaning and without its order; `nil` for what is not kept.
  ///
  /// Asking for everything is not a question. What `usable:` and `audience:` find depends on who asks, and would
  /// reveal them.
  private static func text(of question: Question) -> String? {
    guard let root = question.whole.root, ![FieldTable.usable, "audience"].contains(where: root.names) else {
      return nil
    }
    let matching = question.matching == .any ? nil : question.matching
    let text = Query(root: root, matching: matching).canonicalText
    return text.utf8.count < lineByteCount ? text : nil
  }

  private static func isLessWorth(_ first: LoggedQuery?, _ second: LoggedQuery?) -> Bool {
    (first?.lastDay ?? .earliest, first?.askedCount ?? 0)
      < (second?.lastDay ?? .earliest, second?.askedCount ?? 0)
  }

  // MARK: - For the owner

  /// Every query that is kept, in no order that tells anything.
  ///
  /// - Throws: `CatalogError`, with code `.permissionDenied` for those who may not read the ledger.
  func queries() throws(CatalogError) -> [LoggedQuery] {
    let file = try opened(O_RDONLY)
    // A line that changes meanwhile is read as vacant at worst.
    _ = file.lock(within: OpenLog.ownerPatience)
    guard let bytes = file.bytes(at: 0, count: Self.byteCount) else { throw Self.unreadable }
    return Self.queries(in: bytes).compactMap { $0 }
  }

  /// Forgets every query.
  ///
  /// - Returns: How many there were.
  func clear() throws(CatalogError) -> Int {
    let file = try opened(O_RDWR)
    guard file.lock(within: OpenLog.ownerPatience) else {
      throw CatalogError(.locked, "the log of queries is in use", help: "try again in a moment")
    }
    guard let bytes = file.bytes(at: 0, count: Self.byteCount) else { throw Self.unreadable }
    guard file.write(Array(Self.vacant.utf8), at: 0), file.sync() else {
      throw CatalogError(.inputOutput, "the log of queries cannot be written")
    }
    return Self.queries(in: bytes).count { $0 != nil }
  }

  /// Makes the log where the settings ask for one.
  func prepare(for settings: CatalogSettings) throws(CatalogError) {
    guard settings.logsQueries else { return }
    try CatalogLayout.translating("cannot make the log of queries of \(layout.root)") {
      if !FileManager.default.fileExists(atPath: layout.queries) {
        try Durable.write(Self.vacant, to: layout.queries, mode: 0o600)
      }
      try FileModes(settings: settings).apply(toQueryLog: layout.queries)
    }
  }

  /// Removes the log with all that it holds where the settings do not ask for one.
  func follow(_ settings: CatalogSettings) throws(CatalogError) {
    guard !settings.logsQueries, FileManager.default.fileExists(atPath: layout.queries) else { return }
    try CatalogLayout.translating("cannot remove the log of queries of \(layout.root)") {
      try FileManager.default.removeItem(atPath: layout.queries)
      try Durable.syncDirectory(layout.root)
    }
  }

  private func opened(_ flags: Int32) throws(CatalogError) -> OpenLog {
    if let file = OpenLog(layout.queries, flags) { return file }
    guard !FileManager.default.fileExists(atPath: layout.queries) else {
      throw CatalogError(
        .permissionDenied, "the log of queries at \(layout.root) cannot be opened",
        facts: .init(path: layout.root),
        help: "it is for those who may read the ledger; check its permissions")
    }
    throw CatalogError(
      .damaged, "the log of queries at \(layout.root) is gone",
      facts: .init(path: layout.root), remedy: .logQueries)
  }

  private static let unreadable = CatalogError(.inputOutput, "the log of queries cannot be read")

  // MARK: - Lines

  private static let vacant = String(
    repeating: String(repeating: " ", count: lineByteCount - 1) + "\n", count: byteCount / lineByteCount)

  /// - Returns: `nil` if the line is too long.
  private static func padded(_ line: [UInt8]) -> [UInt8]? {
    guard line.count < lineByteCount else { return nil }
    return line + Array(repeating: UInt8(ascii: " "), count: lineByteCount - 1 - line.count)
      + [UInt8(ascii: "\n")]
  }

  /// One for each line, `nil` if it is vacant.
  private static func queries(in bytes: [UInt8]) -> [LoggedQuery?] {
    stride(from: 0, to: bytes.count, by: lineByteCount).map { start in
      LoggedQuery(line: bytes[start..<min(start + lineByteCount, bytes.count)])
    }
  }
}

/// The file of the log while it is open; its lock ends with it.
private struct OpenLog: ~Copyable {
  /// How long a search waits for others that count: each takes about 0.1 ms (measured with 4,000 queries in the
  /// log), so this is only ever used up where one of them was stopped in between.
  static let searcherPatience = Duration.milliseconds(100)
  static let ownerPatience = Duration.seconds(5)

  private let descriptor: Int32

  /// - Returns: `nil` if there is no plain file, or it is not for this user.
  init?(_ path: String, _ flags: Int32) {
    let descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  /// Takes the lock, for as long as the file is open.
  ///
  /// - Returns: Whether that was possible in time.
  func lock(within patience: Duration) -> Bool {
    for _ in 0..<max(1, Int(patience / .milliseconds(1))) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(1_000)
    }
    return false
  }

  /// - Returns: As many as were asked for, zeros where the file is shorter; `nil` if it cannot be read.
  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { return nil }
      if read == 0 { break }
      done += read
    }
    return bytes
  }

  @discardableResult
  func write(_ bytes: [UInt8], at offset: Int) -> Bool {
    bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) } == bytes.count
  }

  func sync() -> Bool { fsync(descriptor) == 0 }

  deinit { close(descriptor) }
}
