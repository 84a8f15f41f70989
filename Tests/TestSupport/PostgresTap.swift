import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Stands between programs and the tests' server of PostgreSQL, and keeps every byte that passes.
package final class PostgresTap: Sendable {
  /// Of the socket to connect to.
  package let directory: String
  private let listener: Int32
  private let bytes = Mutex<[UInt8]>([])
  private let isHeld = Mutex(false)
  private let word = Mutex<String?>(nil)
  private let version = Mutex<String?>(nil)

  package struct Failure: Error {}

  package init(_ server: PostgresServer) throws {
    directory = "/tmp/cartulary-tap-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let name = "/.s.PGSQL.5432"
    listener = try Self.socket(directory + name) { bind($0, $1, $2) }
    guard listen(listener, 16) == 0 else { throw Failure() }
    let (listener, target) = (listener, server.directory + name)
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let server = try? Self.socket(target, { connect($0, $1, $2) }) else {
          close(client)
          continue
        }
        for (from, to) in [(client, server), (server, client)] {
          Thread.detachNewThread { self.pass(from, to) }
        }
      }
    }
  }

  /// What passed since it was last taken.
  package func take() -> [UInt8] {
    bytes.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
  }

  /// From now on nothing passes, in either direction, though all connections stay open: as with a server that hangs.
  package func hold() { isHeld.withLock { $0 = true } }

  /// The same, from before the first bytes with a word in them.
  package func hold(at word: String) { self.word.withLock { $0 = word } }

  /// From now on the server says that it is of another version, of two digits.
  package func pretend(version: String) { self.version.withLock { $0 = version } }

  package func release() {
    word.withLock { $0 = nil }
    isHeld.withLock { $0 = false }
  }

  /// Takes no more connections.
  package func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    try? FileManager.default.removeItem(atPath: directory)
  }

  private func pass(_ from: Int32, _ to: Int32) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(from, &buffer, buffer.count)
      guard count > 0 else { break }
      if let word = word.withLock({ $0 }), Data(buffer[..<count]).range(of: Data(word.utf8)) != nil { hold() }
      while isHeld.withLock({ $0 }) { usleep(5_000) }
      bytes.withLock { $0 += buffer[..<count] }
      if let version = version.withLock({ $0 }),
        let place = Data(buffer[..<count]).range(of: Data("server_version\0".utf8))
      {
        buffer.replaceSubrange(place.upperBound..<(place.upperBound + version.utf8.count), with: version.utf8)
      }
      var sent = 0
      while sent < count {
        let more = buffer[sent..<count].withUnsafeBytes {
          send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard more > 0 else { break }
        sent += more
      }
    }
    // The descriptors stay until the process ends: the other direction may still use them.
    shutdown(from, Int32(SHUT_RDWR))
    shutdown(to, Int32(SHUT_RDWR))
  }

  private static func socket(
    _ path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws -> Int32 {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard descriptor >= 0, status == 0 else { throw Failure() }
    return descriptor
  }
}
