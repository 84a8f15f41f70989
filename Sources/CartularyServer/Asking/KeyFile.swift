internal import CartularyBase
internal import CartularyCatalog
internal import Foundation

/// The file of keys: one JSON object per line, readable by its owner alone.
package struct KeyFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// Where the keys of a catalog are if nobody says otherwise.
  package static func standardPath(catalog: String) -> String { catalog + "/keys.jsonl" }

  /// Why the keys cannot be read or written.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  /// The keys in the order of the file; none without a file.
  package func keys() throws(Fault) -> [AccessKey] {
    guard PrivateFile.stamp(of: path) != nil else { return [] }
    do throws(PrivateFile.Fault) { return try Self.read(path) } catch {
      throw Fault(description: error.description)
    }
  }

  /// Replaces the file by one with these keys. Whoever reads it sees the old one or the new one.
  package func write(_ keys: [AccessKey]) throws(Fault) {
    do { try Durable.write(keys.map { $0.line + "\n" }.joined(), to: path, mode: 0o600) } catch {
      throw Fault(description: "\(path) cannot be written: \(error.localizedDescription)")
    }
  }

  static func read(_ path: String) throws(PrivateFile.Fault) -> [AccessKey] {
    let bytes = try PrivateFile.read(path, isSecret: true)
    // Without the last line end the file was written by half.
    guard bytes.isEmpty || bytes.last == UInt8(ascii: "\n") else {
      throw PrivateFile.Fault(description: "\(path) ends within a line")
    }
    var keys: [AccessKey] = []
    var ids: Set<String> = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast()
      .enumerated() where !line.isEmpty
    {
      do throws(AccessKey.Fault) {
        let key = try AccessKey(line: Array(line))
        guard ids.insert(key.id).inserted else { throw AccessKey.Fault(message: "the id is there twice") }
        keys.append(key)
      } catch {
        throw PrivateFile.Fault(description: "\(path):\(index + 1): \(error.message)")
      }
    }
    return keys
  }
}

/// Finds the key that a token stands for.
struct KeyRing: Sendable {
  private let file: WatchedFile<[String: AccessKey]>

  /// - Throws: If the file cannot be read now.
  init(path: String, interval: Duration = .seconds(1)) throws(PrivateFile.Fault) {
    file = try WatchedFile(path, interval: interval) { (path) throws(PrivateFile.Fault) in
      let keys = PrivateFile.stamp(of: path) == nil ? [] : try KeyFile.read(path)
      return Dictionary(uniqueKeysWithValues: keys.map { ($0.id, $0) })
    }
  }

  var fault: String? { file.fault?.description }

  /// - Returns: `nil` for a token that stands for no key, or for one that has expired. All of them take the same time.
  func key(for token: String) -> AccessKey? { key(AccessKey.id(in: token), of: token) { $0.digest } }

  /// - Parameter session: What `AccessKey.session` made of a token.
  /// - Returns: `nil` as for a token, and for a key that was made before there were sessions.
  func key(forSession session: String) -> AccessKey? {
    key(AccessKey.id(inSession: session), of: session) { $0.sessionDigest }
  }

  private func key(
    _ id: String?, of secret: String, _ kept: (AccessKey) -> String?
  ) -> AccessKey? {
    let found = id.flatMap { file.contents[$0] }
    let digest = AccessKey.digest(of: secret)
    let isEqual = Self.areEqual(digest, found.flatMap(kept) ?? Self.nobody)
    let isValid = found.map { $0.expires.map { .today <= $0 } ?? true } ?? false
    return isEqual && isValid ? found : nil
  }

  /// The digest of a key that nobody has.
  private static let nobody = String(repeating: "0", count: 64)

  /// Looks at every byte, however early one differs.
  private static func areEqual(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
