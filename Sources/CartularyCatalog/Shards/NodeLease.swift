internal import CartularyLedger
internal import Foundation

/// Until when a node may answer: for so long the ledger lets nothing be narrowed that the node still shows.
///
/// The file `lease` holds it: which start of the machine, when it ends by the clock that runs from that start also while the
/// machine sleeps, and how far the index is. Whoever cannot read it, or finds it ended, does not answer.
package struct NodeLease: Sendable, Equatable {
  /// In nanoseconds since the machine started.
  let end: Int64
  /// The last publication that the index has.
  package let applied: Int
  /// The last publication that the ledger was seen to have.
  package let last: Int

  /// The last setting that the directory follows.
  let setting: Int

  /// - Parameters:
  ///   - start: Before the look at the ledger: what is asked for later waits for the lease.
  ///   - duration: As the ledger has it.
  init(from start: Int64, lasting duration: Duration, applied: Int, last: Int, setting: Int) {
    end = start + Int64(duration / .nanoseconds(1))
    (self.applied, self.last, self.setting) = (applied, last, setting)
  }

  /// - Returns: `nil` for text that was not written by `text` since the machine started.
  init?(text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 5, let boot = Self.boot, words[0] == boot, let end = Int64(words[1]),
      let applied = Int(words[2]), let last = Int(words[3]), let setting = Int(words[4])
    else { return nil }
    (self.end, self.applied, self.last, self.setting) = (end, applied, last, setting)
  }

  private var text: String? { Self.boot.map { "\($0) \(end) \(applied) \(last) \(setting)\n" } }

  package var isValid: Bool { Self.now < end }

  /// Seconds until it ends; 0 when it has ended.
  package var remainingSeconds: Double { max(0, Double(end - Self.now) / 1e9) }

  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Which start of the machine this is; `nil` if the system does not tell.
  private static let boot: String? = {
    guard let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8) else {
      return nil
    }
    let id = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return id.isEmpty ? nil : id
  }()

  private static let writing = NSLock()

  static func read(_ layout: CatalogLayout) -> NodeLease? {
    FileManager.default.contents(atPath: layout.lease).flatMap {
      NodeLease(text: String(decoding: $0, as: UTF8.self))
    }
  }

  /// Renews a lease that has not ended. How far the index is stays as it stands there: another thread of the process may
  /// have brought it further meanwhile.
  ///
  /// - Returns: What is written; `nil` without a lease that holds.
  static func renew(
    _ layout: CatalogLayout, from start: Int64, lasting duration: Duration, last: Int
  ) throws(CatalogError) -> NodeLease? {
    writing.lock()
    defer { writing.unlock() }
    guard let held = read(layout), held.isValid else { return nil }
    let lease = NodeLease(
      from: start, lasting: duration, applied: held.applied, last: last, setting: held.setting)
    try lease.put(layout)
    return lease
  }

  func write(_ layout: CatalogLayout) throws(CatalogError) {
    Self.writing.lock()
    defer { Self.writing.unlock() }
    try put(layout)
  }

  /// Without a sync: after a power cut it has ended. Threads of a process would take the draft from each other, so they wait
  /// for each other.
  private func put(_ layout: CatalogLayout) throws(CatalogError) {
    guard let text else {
      throw CatalogError(
        .systemLimit, "this system does not tell when it was started: a node cannot run here")
    }
    try CatalogLayout.translating("cannot write the lease of the catalog at \(layout.root)") {
      let draft = layout.lease + ".\(getpid())"
      try Data(text.utf8).write(to: URL(fileURLWithPath: draft))
      guard chmod(draft, 0o644) == 0, rename(draft, layout.lease) == 0 else {
        throw CocoaError(.fileWriteNoPermission)
      }
    }
  }
}

extension CatalogLayout {
  var lease: String { root + "/lease" }

  /// Whether the ledger is elsewhere, so that what is shown needs a lease.
  var isNode: Bool { access(ledgerAddressFile, F_OK) == 0 }

  /// - Throws: `CatalogError` with code `.busy` in a node that may not answer now.
  func checkLease() throws(CatalogError) {
    guard isNode, NodeLease.read(self)?.isValid != true, !LeaseSwitch(self).isOff else { return }
    throw CatalogError(
      .busy, "this node has not heard from its ledger, and does not answer until it has",
      facts: .init(path: root), remedy: .follow)
  }
}
