import Foundation
import Synchronization

/// A server of PostgreSQL for all tests of this process: on a socket in a directory of its own, without a port. It is made
/// when a test first asks for it and ends with the process, however that ends.
///
/// Tests that need it are `.enabled(if: PostgresServer.isInstalled, PostgresServer.missing)`.
package final class PostgresServer: Sendable {
  package static let isInstalled = TestMachine.succeeds("ls /usr/lib/postgresql/*/bin/initdb")
  package static let missing = "PostgreSQL is not installed: apt-get install postgresql"

  private static let made = Mutex<Result<PostgresServer, any Error>?>(nil)

  package static func shared() throws -> PostgresServer {
    try made.withLock { made in
      if let made { return try made.get() }
      let result = Result { try PostgresServer() }
      made = result
      return try result.get()
    }
  }

  package struct Failure: Error { package let reason: String }

  /// Of the socket.
  package let directory: String
  /// Whose other end the script reads until this process is gone.
  private let lifeline: FileHandle

  private init() throws {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", Self.script]
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    // What other tests start must not keep the server alive.
    _ = fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    try process.run()
    lifeline = input.fileHandleForWriting
    var line = ""
    while !line.hasSuffix("\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(reason: "no server of PostgreSQL: \(line)") }
      line += String(decoding: more, as: UTF8.self)
    }
    directory = String(line.dropLast())
  }

  /// A server does not run as root. Nothing of it is worth a sync.
  private static let script = """
    set -e
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    dir=$(mktemp -d /tmp/cartulary-pg.XXXXXX)
    chmod 755 "$dir"
    as=()
    if [ "$(id -u)" = 0 ]; then
      chown postgres "$dir"
      as=(runuser -u postgres --)
    fi
    cd "$dir"
    trap '"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
    "${as[@]}" "$bin/initdb" -D "$dir/data" -N -E UTF8 --no-locale -A trust -U tester >/dev/null
    "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w start >/dev/null -o \
      "-k $dir -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB"
    echo "$dir"
    cat >/dev/null
    """

  /// A schema that no other test uses.
  package static func newSchema() -> String {
    "t" + UUID().uuidString.lowercased().replacing("-", with: "").prefix(16)
  }

  /// The address of a ledger here.
  package func address(
    _ schema: String, role: String = "tester", database: String = "postgres", options: String = ""
  )
    -> String
  {
    "postgresql://\(role)@/\(database)?host=\(directory)&schema=\(schema)\(options)"
  }

  /// Runs statements in a schema, as the owner of everything or another role.
  @discardableResult
  package func sql(_ statements: String, in schema: String = "public", as role: String = "tester") throws
    -> String
  {
    let process = Process()
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", directory, "-U", role, "-d", "postgres", "-f", "-",
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PGOPTIONS": "-csearch_path=\(schema)"], uniquingKeysWith: { $1 })
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(statements.utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(reason: complaints) }
    return text
  }
}
