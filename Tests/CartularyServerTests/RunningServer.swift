import Foundation
import TestSupport

@testable import CartularyServer

/// A server of a test's own on a free port of this machine.
final class RunningServer: Sendable {
  let port: Int
  private let server: CatalogServer
  private let task: Task<Void, any Error>

  init(_ settings: ServerSettings) async throws {
    let server = try await CatalogServer(settings, isQuiet: true)
    self.server = server
    let (ports, told) = AsyncStream<Int>.makeStream()
    task = Task {
      defer { told.finish() }
      try await server.run(host: "127.0.0.1", port: 0, metricsPort: nil, handlesSignals: false) {
        told.yield($0)
      }
    }
    var found: Int?
    for await port in ports {
      found = port
      break
    }
    guard let found else {
      _ = try await task.value
      throw CocoaError(.featureUnsupported)
    }
    port = found
  }

  /// Waits until what ran is finished.
  func stop() async {
    await server.stop()
    _ = try? await task.value
  }
}

/// One connection to a server on this machine, which sends bytes as they are.
///
/// Its waits hold their thread, and the server needs those of the tasks: it is used on an ``OwnThread``.
final class RawConnection {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private(set) var isClosed = false

  struct Failure: Error { let step: String }

  /// - Parameter patience: Seconds to wait for the server to send something.
  @available(*, noasync, message: "wait on an OwnThread")
  init(port: Int, patience: Int = 60) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let isOpen = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isOpen else { throw Failure(step: "connect") }
  }

  deinit { close(descriptor) }

  /// Sends as much as the server takes.
  @discardableResult
  @available(*, noasync, message: "wait on an OwnThread")
  func send(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  struct Reply {
    let status: Int
    /// By name in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// - Returns: `nil` if the server closed the connection without an answer, or says nothing in time.
  @available(*, noasync, message: "wait on an OwnThread")
  func receive(isHead: Bool = false) -> Reply? {
    let end = Array("\r\n\r\n".utf8)
    var headEnd: Int?
    while headEnd == nil {
      headEnd = buffer.firstRange(of: end)?.upperBound
      if headEnd == nil, !fill() { return nil }
    }
    guard let headEnd else { return nil }
    let lines = String(decoding: buffer[..<headEnd], as: UTF8.self).components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
        in: .whitespaces)
    }
    guard let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") else { return nil }
    let hasBody = !isHead && status != 204 && status != 304
    let count = hasBody ? Int(headers["content-length"] ?? "0") ?? 0 : 0
    while buffer.count < headEnd + count { if !fill() { return nil } }
    let body = Array(buffer[headEnd..<headEnd + count])
    buffer.removeFirst(headEnd + count)
    return Reply(status: status, headers: headers, body: body)
  }

  /// Whether the server ends the connection, whatever it still sends.
  @available(*, noasync, message: "wait on an OwnThread")
  func waitForEnd() -> Bool {
    while fill() {}
    return isClosed
  }

  /// What was received and not looked at.
  var rest: [UInt8] { buffer }

  private func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count <= 0 {
      // What is not a wait that was too long is an end.
      isClosed = count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)
      return false
    }
    buffer += bytes[..<count]
    return true
  }
}

/// Ports for programs that have to be told theirs.
enum FreePort {
  /// One that nothing listens on now.
  static func next() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw CocoaError(.featureUnsupported) }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
