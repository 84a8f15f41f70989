import Foundation
import TestSupport
import Testing

/// The files of `Examples/deploy`, read by the programs that they are for.
@Suite("What stands in front of a server")
struct DeployTests {
  private static func program(_ name: String) -> String? {
    ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/"].map { $0 + name }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  private static func run(_ program: String?, _ arguments: [String]) throws -> (status: Int32, errors: String)
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(program))
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": TemporaryDirectory.shared.path]
    let pipe = Pipe()
    (process.standardError, process.standardOutput) = (pipe, FileHandle.nullDevice)
    try process.run()
    let errors = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: errors, as: UTF8.self))
  }

  @Test(
    "systemd finds no fault in the unit, and would find one",
    .enabled(
      if: program("systemd-analyze") != nil, "systemd-analyze is not installed: apt-get install systemd"))
  func unit() async throws {
    let directory = TemporaryDirectory()
    // The program need not be installed here.
    let text = try ProjectFiles.text("Examples/deploy/cartulary.service")
      .replacing("/usr/local/bin/cartulary", with: "/bin/true")
    let unit = try directory.write(text, to: "cartulary.service")
    let faulty = try directory.write(text.replacing("ProtectHome", with: "ProtectHom"), to: "faulty.service")
    try await OwnThread.run {
      let outcome = try Self.run(Self.program("systemd-analyze"), ["verify", unit])
      #expect(outcome.status == 0 && outcome.errors == "")
      #expect(
        try Self.run(Self.program("systemd-analyze"), ["verify", faulty]).errors.contains("ProtectHom"))
    }
  }

  @Test(
    "Caddy takes its file, also with the lines that sign people in",
    .enabled(if: program("caddy") != nil, "Caddy is not installed: apt-get install caddy"))
  func caddy() async throws {
    let directory = TemporaryDirectory()
    let text = try ProjectFiles.text("Examples/deploy/Caddyfile")
    let start = try #require(text.range(of: "\t# route {")).lowerBound
    let signingIn = String(text[..<start] + text[start...].replacing("\t# ", with: "\t"))
    let files = [
      (try directory.write(text, to: "Caddyfile"), true),
      (try directory.write(signingIn, to: "Signing"), true),
      (try directory.write(text.replacing("reverse_proxy", with: "reverse_prxy"), to: "Faulty"), false),
    ]
    try await OwnThread.run {
      for (file, isGood) in files {
        let outcome = try Self.run(
          Self.program("caddy"), ["validate", "--adapter", "caddyfile", "--config", file])
        #expect((outcome.status == 0) == isGood, "\(file): \(outcome.errors)")
      }
    }
    #expect(signingIn.contains("\n\t\tforward_auth") && signingIn.contains("\n\t\trequest_header -X-Auth"))
  }
}
