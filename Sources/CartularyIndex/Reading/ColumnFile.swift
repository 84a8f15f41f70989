internal import Foundation

/// Columns of one state of one index in a file beside it, `columns.<revision>`, so that a process that has just started
/// need not make them.
///
/// Nothing depends on the file: one that is missing, of another state or damaged is left out of account, and what it should
/// hold is made in memory. It is read and not mapped: what was compared with its checksum cannot change afterwards, and a
/// file that another program cuts short is a missing column and no signal.
///
/// On disk, in the byte order of the machine that wrote it, 64-bit numbers:
///
///     magic, version, how many numbers the head has
///     revision, total length, document count, last document   of the state that it is of
///     uuid                                                     five numbers, the rest of them zero
///     how many columns, then for each: code, offset, length, checksum; one that is left out has the highest code
///     checksum of the head
///     the images, each at its offset
package final class ColumnFile {
  private let descriptor: Int32
  private let entries: [Entry]
  private static let prefix = "columns."
  private static let magic: UInt64 = 0x4341_5254_434F_4C53
  private static let version: UInt64 = 1
  private static let maximumEntryCount: UInt64 = 1_000
  /// In the place of a column that is left out.
  private static let vacantCode = UInt64.max

  private struct Entry {
    let code: UInt64
    let offset: UInt64
    let length: UInt64
    let checksum: UInt64
  }

  deinit { close(descriptor) }

  /// Opens the file of a state of an index.
  ///
  /// - Returns: `nil` if there is no such file that can be read and is whole in its head.
  static func of(_ part: IndexPart) -> ColumnFile? {
    let descriptor = open(path(part.path, part.state), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    guard let entries = entries(of: part.state, in: descriptor) else {
      close(descriptor)
      return nil
    }
    return ColumnFile(descriptor: descriptor, entries: entries)
  }

  private init(descriptor: Int32, entries: [Entry]) {
    (self.descriptor, self.entries) = (descriptor, entries)
  }

  private static func entries(of state: PartState, in descriptor: Int32) -> [Entry]? {
    let fixed = head(of: state, count: 0)
    guard let start = numbers(in: descriptor, count: fixed.count), Array(start[..<2]) == Array(fixed[..<2]),
      Array(start[3..<(fixed.count - 1)]) == Array(fixed[3..<(fixed.count - 1)]),
      let count = start.last, count <= maximumEntryCount,
      start[2] == UInt64(fixed.count + 1) + 4 * count,
      let whole = numbers(in: descriptor, count: Int(start[2])),
      whole.last == whole.dropLast().withUnsafeBytes(checksum)
    else { return nil }
    return (0..<Int(count)).map { index in
      let at = fixed.count + 4 * index
      return Entry(code: whole[at], offset: whole[at + 1], length: whole[at + 2], checksum: whole[at + 3])
    }
  }

  /// The image of a column; `nil` if the file has none, or it does not have its checksum.
  func image(_ column: StoredColumn) -> [UInt8]? {
    guard let entry = entries.first(where: { $0.code == column.code }),
      let bytes = Self.bytes(in: descriptor, at: entry.offset, count: entry.length),
      bytes.withUnsafeBytes(Self.checksum) == entry.checksum
    else { return nil }
    return bytes
  }

  // MARK: - Writing

  /// Writes the file of the present state of an index in the place of all others; nothing is synced, as a file that is torn
  /// does not have its checksums.
  ///
  /// - Returns: Whether it was written: where it cannot be, for want of room say, there is none.
  /// - Throws: `IndexError` if the index cannot be read.
  @discardableResult
  package static func store(_ columns: [StoredColumn], beside path: String) throws(IndexError) -> Bool {
    remove(beside: path)
    let reader = try IndexReader(paths: [path])
    let state = reader.state.parts[0].state
    guard let file = FreshFile(for: Self.path(path, state)) else { return false }
    // Each is written as soon as it is made, as together they grow with the index; the head comes last.
    var offset = UInt64(8 * (head(of: state, count: 0).count + 1 + 4 * columns.count))
    var entries: [UInt64] = []
    for column in columns {
      let image = try reader.image(of: column, 0)
      // What no document has a value of is made at no cost.
      if column.isOfValues, !IndexColumn.isFilled(image) {
        entries += [vacantCode, 0, 0, 0]
        continue
      }
      guard image.withUnsafeBytes({ file.write($0, at: offset) }) else { return false }
      entries += [column.code, offset, UInt64(image.count), image.withUnsafeBytes(checksum)]
      offset += UInt64(image.count)
    }
    var head = head(of: state, count: entries.count / 4) + entries
    head[2] = UInt64(head.count + 1)
    head.append(head.withUnsafeBytes(checksum))
    return head.withUnsafeBytes { file.write($0, at: 0) } && file.putInPlace()
  }

  /// Removes what is there of any state: before the index changes, so that nothing stays of records that it loses.
  package static func remove(beside path: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where name.hasPrefix(prefix) {
      unlink(path + "/" + name)
    }
  }

  /// A file that has its name only when it is whole.
  private final class FreshFile {
    private let path: String
    private let temporary: String
    private var descriptor: Int32

    /// - Returns: `nil` if it cannot be made.
    init?(for path: String) {
      self.path = path
      temporary = path + ".\(getpid())"
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor < 0 { return nil }
    }

    deinit {
      guard descriptor >= 0 else { return }
      close(descriptor)
      unlink(temporary)
    }

    /// - Returns: Whether all of it was written.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) -> Bool {
      var done = 0
      while done < bytes.count {
        let count = pwrite(
          descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset) + off_t(done))
        if count > 0 { done += count } else if count == 0 || errno != EINTR { return false }
      }
      return true
    }

    /// - Returns: Whether it has its name now. Nothing is written to it after that.
    func putInPlace() -> Bool {
      let closed = close(descriptor)
      descriptor = -1
      if closed == 0, rename(temporary, path) == 0 { return true }
      unlink(temporary)
      return false
    }
  }

  // MARK: - Checking

  /// What is wrong with the file beside an index, in a line; `nil` if it is right, or there is none.
  ///
  /// - Parameter isCompared: Whether each column is made again and compared, and not only its checksum looked at.
  package static func fault(
    _ columns: [StoredColumn], beside path: String, isCompared: Bool = true
  ) throws(IndexError) -> String? {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter {
      $0.hasPrefix(prefix)
    }
    guard !names.isEmpty else { return nil }
    let reader = try IndexReader(paths: [path])
    let part = reader.state.parts[0]
    guard names == [Self.path(path, part.state).split(separator: "/").last.map(String.init) ?? ""] else {
      return "are of another state of it"
    }
    guard let file = of(part) else { return "are damaged" }
    for entry in file.entries {
      guard let column = columns.first(where: { $0.code == entry.code }) else { continue }
      guard let image = file.image(column) else { return "are damaged" }
      if isCompared, image != (try reader.image(of: column, 0)) { return "are damaged" }
    }
    return nil
  }

  // MARK: - Numbers

  private static func path(_ path: String, _ state: PartState) -> String {
    path + "/" + prefix + String(state.revision)
  }

  /// The head up to the number of columns; the place of its length is not filled.
  private static func head(of state: PartState, count: Int) -> [UInt64] {
    var uuid = [UInt8](repeating: 0, count: 40)
    for (index, byte) in state.uuid.utf8.prefix(uuid.count).enumerated() { uuid[index] = byte }
    let words = uuid.withUnsafeBytes { bytes in
      (0..<5).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
    }
    return [magic, version, 0, state.revision, state.totalLength, UInt64(state.documentCount)]
      + [UInt64(state.lastDocument)] + words + [UInt64(count)]
  }

  private static func numbers(in descriptor: Int32, count: Int) -> [UInt64]? {
    bytes(in: descriptor, at: 0, count: UInt64(count * 8)).map { bytes in
      bytes.withUnsafeBytes { bytes in
        (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
      }
    }
  }

  /// - Returns: `nil` if the file has fewer.
  private static func bytes(in descriptor: Int32, at offset: UInt64, count: UInt64) -> [UInt8]? {
    var status = stat()
    // Before room is made: a length that is flipped may be any.
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      offset <= UInt64(status.st_size), count <= UInt64(status.st_size) - offset
    else { return nil }
    var isRead = true
    let found = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, done in
      while done < buffer.count, isRead {
        let got = pread(
          descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset) + off_t(done))
        if got > 0 { done += got } else if got == 0 || errno != EINTR { isRead = false }
      }
    }
    return isRead ? found : nil
  }

  /// Sees every change within one number, as each of its steps can be undone.
  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    func add(_ number: UInt64) {
      sum = (sum ^ number) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 29
    }
    let whole = bytes.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) {
      add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var rest: UInt64 = 0
    for byte in bytes[whole...] { rest = rest << 8 | UInt64(byte) }
    add(rest)
    return sum
  }
}

/// A column as a file has it.
package enum StoredColumn: Hashable, Sendable {
  /// The single values of a slot.
  case values(slot: UInt32)
  /// The lists in a slot.
  case lists(slot: UInt32)
  /// All documents in the order of some keys.
  case order([SortKey])

  /// The words of a prefix.
  case words(prefix: String)

  var isOfValues: Bool {
    switch self {
    case .values, .lists: true
    case .order, .words: false
    }
  }

  /// What it is called in a file.
  var code: UInt64 {
    switch self {
    case .values(let slot): return UInt64(slot) << 2
    case .lists(let slot): return UInt64(slot) << 2 | 1
    case .order(let keys):
      var code: UInt64 = 1
      for key in keys {
        switch key {
        case .relevance: code = code &* 0x1_0000_0003
        case .value(let slot, let descending):
          code = code &* 0x1_0000_0003 &+ UInt64(slot) << 1 | (descending ? 1 : 0)
        }
      }
      return code << 2 | 2
    case .words(let prefix):
      return prefix.utf8.reduce(1) { $0 &* 0x1_0000_0003 &+ UInt64($1) } << 2 | 3
    }
  }
}
