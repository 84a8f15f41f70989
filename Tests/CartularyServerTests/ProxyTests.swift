import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyServer

/// A real nginx, with the configuration of `Examples/deploy`, in front of a server of ours.
private final class Nginx: @unchecked Sendable {
  static let program = ["/usr/sbin/nginx", "/usr/bin/nginx"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  let port: Int
  private let process = Process()
  private let directory: TemporaryDirectory

  /// - Parameter upstream: The port of the server.
  init(upstream: Int) throws {
    directory = TemporaryDirectory()
    port = try FreePort.next()
    let server = try ProjectFiles.text("Examples/deploy/nginx.conf")
      .replacing("/var/cache/nginx/cartulary", with: directory.path + "/cache")
      .replacing("listen 80;", with: "listen 127.0.0.1:\(port);")
      .replacing("http://127.0.0.1:8080", with: "http://127.0.0.1:\(upstream)")
    let whole = """
      user root;
      daemon off;
      worker_processes 1;
      pid \(directory.path)/pid;
      error_log \(directory.path)/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path \(directory.path)/body;
        proxy_temp_path \(directory.path)/proxy;
        fastcgi_temp_path \(directory.path)/fastcgi;
        uwsgi_temp_path \(directory.path)/uwsgi;
        scgi_temp_path \(directory.path)/scgi;
        \(server)
      }
      """
    process.executableURL = URL(fileURLWithPath: try #require(Self.program))
    process.arguments = ["-p", directory.path, "-c", try directory.write(whole, to: "nginx.conf")]
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<500 {
      if let connection = try? RawConnection(port: port),
        connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
        connection.receive() != nil
      {
        return
      }
      usleep(20_000)
    }
    throw CocoaError(.featureUnsupported)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}

@Suite("Through nginx with a cache")
struct ProxyTests {
  @Test(
    "anonymous answers and those to someone who signs in never cross",
    .enabled(if: Nginx.program != nil, "nginx is not installed: apt-get install nginx-light"))
  func cache() async throws {
    let partners = try PartnersKey()
    let served = try await ServedCatalog(Lake.records)
    var settings = ServerSettings(catalog: served.path)
    settings.keys = partners.path
    settings.limits.answerSeconds = 60
    let server = try await RunningServer(settings)
    let upstream = server.port
    let (faults, hits) = try await OwnThread.run { () throws -> ([String], Int) in
      let nginx = try Nginx(upstream: upstream)
      let connection = try RawConnection(port: nginx.port)
      var (faults, hits): ([String], Int) = ([], 0)
      func ask(_ target: String, _ method: String, _ more: String = "") -> RawConnection.Reply? {
        connection.send("\(method) \(target) HTTP/1.1\r\nHost: data.example.org\r\n\(more)\r\n")
        let reply = connection.receive(isHead: method == "HEAD")
        if reply?.headers["x-cache-status"] == "HIT" { hits += 1 }
        return reply
      }
      let bearer = "Authorization: Bearer \(partners.token)\r\n"
      for target in [
        "/api/v1/search?q=lake", "/api/v1/count?q=zorblax", "/api/v1/datasets/secret-survey",
        "/api/v1/datasets/secret-survey.css", "/api/v1/facets", "/search.csv?q=lake", "/nothing.css",
        "/healthz",
      ] {
        for method in ["GET", "HEAD"] {
          let first = ask(target, method)
          let signedIn = ask(target, method, bearer)
          let bad = ask(target, method, "Authorization: Bearer x\r\n")
          let again = ask(target, method)
          let forwarded = ask(target, method, "X-Forwarded-User: admin\r\nX-Remote-Groups: partners\r\n")
          if bad?.status != 401 {
            faults.append("\(method) \(target): \(bad?.status ?? 0) for a bad credential")
          }
          if signedIn?.headers["cache-control"] != "private, no-store" {
            faults.append("\(method) \(target): kept")
          }
          for reply in [again, forwarded] where reply?.status != first?.status || reply?.body != first?.body {
            faults.append("\(method) \(target): crossed")
          }
          if first?.text.lowercased().contains("zorblax survey") == true { faults.append("\(target): told") }
          guard let tag = first?.headers["etag"] else { continue }
          let known = ask(target, method, "If-None-Match: \(tag)\r\n")
          let own = ask(target, method, bearer + "If-None-Match: \(tag)\r\n")
          if known?.status != 304 {
            faults.append("\(method) \(target): \(known?.status ?? 0) for a known tag")
          }
          if own?.status == 304 { faults.append("\(method) \(target): 304 for someone who signed in") }
        }
      }
      return (faults, hits)
    }
    await server.stop()
    #expect(faults == [])
    #expect(hits > 5)
  }
}
