import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// The server as its owner runs it.
@Suite("cartulary serve", .serialized)
struct ServeTests {
  private final class Server {
    let process = Process()
    let address: String
    private let log: String

    init(_ catalog: String, _ more: [String] = []) throws {
      let directory = TemporaryDirectory.shared
      log = try directory.write("", to: UUID().uuidString)
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: ProcessTests.products + "/cartulary")
      process.arguments = ["serve", "--port", "0", "--catalog", catalog] + more
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = FileHandle(forWritingAtPath: log)
      try process.run()
      var line = ""
      while !line.contains("\n") {
        let data = output.fileHandleForReading.availableData
        guard !data.isEmpty else { break }
        line += String(decoding: data, as: UTF8.self)
      }
      let words = line.split(separator: " ").map(String.init)
      address = try #require(words.first { $0.hasPrefix("http://") }).replacing(";", with: "")
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var logged: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    func get(_ target: String, _ token: String? = nil) -> (status: Int, body: String) {
      let curl = Process()
      let output = Pipe()
      curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      curl.arguments =
        ["curl", "-s", "-m", "60", "-w", "\n%{http_code}"]
        + (token.map { ["-H", "Authorization: Bearer " + $0] } ?? []) + [address + target]
      curl.standardOutput = output
      curl.standardError = FileHandle.nullDevice
      guard (try? curl.run()) != nil else { return (0, "") }
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      curl.waitUntilExit()
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
    }

    /// - Returns: The exit status.
    func stop(with signal: Int32 = SIGTERM) -> Int32 {
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  private static let hasCurl = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/curl")
  }

  private static let records = """
    - {id: open-lake, title: The open lake, description: Levels.}
    - {id: hidden-lake, title: The hidden lake, description: Depths., audience: [partners]}
    """

  @Test("keys are made, used, listed and revoked while a server runs", .enabled(if: hasCurl == true))
  func keys() async throws {
    let directory = TemporaryDirectory()
    let index = directory.path + "/index"
    let manifest = try directory.write(Self.records, to: "lakes.yaml")
    #expect(await shell("publish", manifest, "--catalog", index).exit == .done)
    let made = await shell(
      "keys", "add", "--label", "partners", "--note", "Lake Institute", "--catalog", index)
    let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(made.exit == .done && token.hasPrefix("cart_") && !made.errors.contains(token))
    let list = await shell("keys", "list", "--catalog", index)
    #expect(list.output.contains("\tpartners\t\tLake Institute\n") && !list.output.contains(token.suffix(43)))

    let (hidden, gone, never, id) = try await OwnThread.run { () throws -> (Int, Int, Int, String) in
      let server = try Server(index)
      let hidden = server.get("/api/v1/datasets/hidden-lake", token).status
      let anonymous = server.get("/api/v1/datasets/hidden-lake").status
      let search = server.get("/api/v1/search?q=zorblaxword&filters=publisher:secretname").status
      #expect(anonymous == 404 && search == 200)
      let log = server.logged
      #expect(
        log.contains("GET /api/v1/datasets/{record} 200")
          && log.contains(String(token.dropFirst(5).prefix(8))))
      for word in ["hidden-lake", "zorblaxword", "secretname", "partners", token] {
        #expect(!log.contains(word))
      }
      let id = String(token.dropFirst(5).prefix(8))
      let revoked = try ProcessTests.run("cartulary", ["keys", "revoke", id, "--catalog", index])
      #expect(revoked.status == 0)
      usleep(1_300_000)
      let gone = server.get("/api/v1/datasets/hidden-lake", token).status
      let never = server.get("/api/v1/datasets/open-lake").status
      #expect(server.stop() == 0)
      return (hidden, gone, never, id)
    }
    #expect(hidden == 200 && gone == 401 && never == 200)
    let again = await shell("keys", "revoke", id, "--catalog", index)
    #expect(again.exit == .negativeAnswer && again.errors.contains("no key"))
  }

  @Test(
    "a server that was killed starts again, and one that is asked to stops ends with 0",
    .enabled(if: hasCurl == true))
  func killed() async throws {
    let path = await SampleCatalog.path.value
    try await OwnThread.run {
      let first = try Server(path)
      #expect(first.get("/api/v1/count").status == 200)
      #expect(first.stop(with: SIGKILL) == SIGKILL)
      let port = first.address.split(separator: ":").last.map(String.init) ?? "0"
      let second = try Server(path, ["--port", port, "--quiet"])
      #expect(second.address == first.address && second.get("/readyz").status == 200)
      let third = try ProcessTests.run("cartulary", ["serve", "--port", port, "--catalog", path])
      #expect(third.status == 66 && third.errors.contains("in use"), "\(third.errors)")
      #expect(second.stop(with: SIGINT) == 0 && second.logged.isEmpty)
    }
  }

  @Test("what cannot be served is said at the start")
  func refused() async throws {
    let directory = TemporaryDirectory()
    let path = await SampleCatalog.path.value
    let missing = await shell("serve", "--catalog", directory.path + "/nothing")
    #expect(missing.exit == .indexUnusable && missing.errors.contains("no catalog"))
    let keys = try directory.write("{}\n", to: "keys.jsonl")
    chmod(keys, 0o644)
    let open = await shell("serve", "--catalog", path, "--keys", keys)
    #expect(open.exit == .noSuchFile && open.errors.contains("0600"))
    chmod(keys, 0o600)
    let faulty = await shell("serve", "--catalog", path, "--keys", keys)
    #expect(faulty.exit == .noSuchFile && faulty.errors.contains("keys.jsonl:1:"))
    #expect(await shell("serve", "--catalog", path, "--jwt-issuer", "x").exit == .usage)
    #expect(await shell("serve", "--catalog", path, "--port", "70000").exit == .usage)
    #expect(await shell("serve", "--catalog", path, "--base-url", "example.org").exit == .usage)
    #expect(await shell("keys", "add", "--label", "Not valid", "--catalog", path).exit == .usage)
    #expect(await shell("keys", "add", "--catalog", path).exit == .usage)
  }
}
