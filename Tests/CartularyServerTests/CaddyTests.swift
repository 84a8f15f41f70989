import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyServer

/// A real Caddy, with the lines of `Examples/deploy` that sign people in, and a service of the test's own that says who
/// they are.
private final class Caddy: @unchecked Sendable {
  static let program = ["/usr/bin/caddy", "/usr/local/bin/caddy"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  let port: Int
  private let process = Process()
  private let directory = TemporaryDirectory()

  init(upstream: Int, key: String) throws {
    let (port, identity) = (try FreePort.next(), try FreePort.next())
    self.port = port
    let example = try ProjectFiles.text("Examples/deploy/Caddyfile")
    let start = try #require(example.range(of: "\t# route {")).lowerBound
    let site = (example[..<start] + example[start...].replacing("\t# ", with: "\t"))
      .replacing("data.example.org {", with: "http://127.0.0.1:\(port) {")
      .replacing("id.internal:4180", with: "127.0.0.1:\(identity)")
      .replacing("127.0.0.1:8080", with: "127.0.0.1:\(upstream)")
    let whole = """
      {
      	admin off
      }
      \(site)
      http://127.0.0.1:\(identity) {
      	@alice header Cookie user=alice
      	@bob header Cookie user=bob
      	handle @alice {
      		header X-Auth-Request-Groups "staff,lake-partners"
      		respond 200
      	}
      	handle @bob {
      		header X-Auth-Request-Groups "not-lake-partners,lake-partners-guests"
      		respond 200
      	}
      	handle {
      		respond 200
      	}
      }
      """
    process.executableURL = URL(fileURLWithPath: try #require(Self.program))
    process.arguments = [
      "run", "--adapter", "caddyfile", "--config", try directory.write(whole + "\n", to: "Caddyfile"),
    ]
    process.environment = [
      "HOME": directory.path, "PATH": "/usr/bin:/bin", "CARTULARY_PARTNERS_KEY": key,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<500 {
      if (try? status([:], "/healthz")) == 200 { return }
      usleep(20_000)
    }
    throw CocoaError(.featureUnsupported)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  func status(_ headers: [String: String], _ target: String) throws -> Int? {
    let connection = try RawConnection(port: port)
    let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
    connection.send("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(lines)\r\n")
    return connection.receive()?.status
  }
}

@Suite("Through Caddy, which signs people in")
struct CaddyTests {
  @Test(
    "the members of a group get its key, and nobody who only says that they are one",
    .enabled(if: Caddy.program != nil, "Caddy is not installed: apt-get install caddy"))
  func groups() async throws {
    let partners = try PartnersKey()
    let served = try await ServedCatalog(Lake.records)
    var settings = ServerSettings(catalog: served.path)
    settings.keys = partners.path
    let server = try await RunningServer(settings)
    let upstream = server.port
    let statuses = try await OwnThread.run { () throws -> [Int?] in
      let caddy = try Caddy(upstream: upstream, key: partners.token)
      let claim = ["X-Auth-Request-Groups": "lake-partners"]
      return try [
        [:], ["Cookie": "user=alice"], ["Cookie": "user=bob"], claim,
        ["Cookie": "user=bob"].merging(claim) { one, _ in one }, ["Authorization": "Bearer x"],
      ].map { try caddy.status($0, "/api/v1/datasets/secret-survey") }
    }
    await server.stop()
    // Nobody, a member, one of groups that are called similarly, two who claim it, and one with a key that is not valid.
    #expect(statuses == [404, 200, 404, 404, 404, 401])
  }
}
