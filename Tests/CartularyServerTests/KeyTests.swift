import CartularyBase
import CartularyCatalog
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Keys of a server")
struct KeyTests {
  private let directory = TemporaryDirectory()

  private var file: KeyFile { KeyFile(path: directory.path + "/keys.jsonl") }

  private static func ring(_ file: KeyFile) throws -> KeyRing {
    try KeyRing(path: file.path, interval: .zero)
  }

  @Test("a token finds its key; the file keeps only a hash, and is its owner's alone")
  func found() throws {
    let (key, token) = AccessKey.make(labels: ["partners"], expires: nil, note: "Lake \u{1F41F}")
    try file.write([key])
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(!text.contains(token) && !text.contains(token.suffix(43)) && text.hasSuffix("\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try file.keys() == [key])
    #expect(try Self.ring(file).key(for: token) == key)
    #expect(token.utf8.count == 5 + 8 + 1 + 43 && token.hasPrefix("cart_" + key.id + "_"))
  }

  @Test("a wrong secret, an unknown id, an expired key and other text find nothing")
  func notFound() throws {
    let yesterday = try #require(CalendarDate(year: 2020, month: 1, day: 1))
    let (key, token) = AccessKey.make(labels: ["partners"], expires: nil, note: nil)
    let (old, oldToken) = AccessKey.make(labels: ["partners"], expires: yesterday, note: nil)
    try file.write([key, old])
    let ring = try Self.ring(file)
    let (_, other) = AccessKey.make(labels: [], expires: nil, note: nil)
    let wrong = "cart_\(key.id)_" + other.suffix(43)
    for text in [
      wrong, other, oldToken, token + "x", String(token.dropLast()), "cart_", "cart__", "",
      token.uppercased(),
    ] {
      #expect(ring.key(for: text) == nil, "\(text)")
    }
    #expect(ring.key(for: token) == key)
    let today = AccessKey.make(labels: [], expires: .today, note: nil)
    try file.write([today.key])
    #expect(try Self.ring(file).key(for: today.token) == today.key)
  }

  @Test(
    "a file that others may read is refused, whatever it holds",
    arguments: [0o644, 0o640, 0o604, 0o620, 0o666])
  func modes(mode: Int) throws {
    try file.write([])
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    #expect(throws: PrivateFile.Fault.self) { try Self.ring(file) }
  }

  @Test(
    "a torn or faulty file is refused with its line",
    arguments: [
      "{", "{}\n", "[]\n", "7\n", "\u{0}\n", #"{"id":"abcdefgh"}"# + "\n",
      #"{"id":"abcdefgh","sha256":"00","labels":[]}"# + "\n",
      #"{"id":"abcdefgh","sha256":"\#(String(repeating: "0", count: 64))","labels":["A b"]}"# + "\n",
      #"{"id":"abcdefgh","sha256":"\#(String(repeating: "0", count: 64))","labels":[],"role":"x"}"# + "\n",
      #"{"id":"abcdefgh","sha256":"\#(String(repeating: "0", count: 64))","labels":[],"expires":"soon"}"#
        + "\n",
      #"{"id":"abcdefgh","sha256":"\#(String(repeating: "0", count: 64))","labels":[]}"#,
      String(repeating: "[", count: 513) + "\n",
    ])
  func faulty(text: String) throws {
    _ = try directory.write(text, to: "keys.jsonl")
    chmod(file.path, 0o600)
    #expect(throws: PrivateFile.Fault.self) { try Self.ring(file) }
  }

  @Test("a running server follows the file, and keeps what it knew when the file becomes faulty")
  func followed() throws {
    let (one, first) = AccessKey.make(labels: ["partners"], expires: nil, note: nil)
    let (two, second) = AccessKey.make(labels: ["staff"], expires: nil, note: nil)
    try file.write([one])
    let ring = try Self.ring(file)
    #expect(ring.key(for: first) == one && ring.key(for: second) == nil && ring.fault == nil)
    try file.write([one, two])
    #expect(ring.key(for: second) == two)
    _ = try directory.write("{half", to: "keys.jsonl")
    #expect(ring.key(for: first) == one && ring.key(for: second) == two && ring.fault != nil)
    try FileManager.default.removeItem(atPath: file.path)
    try file.write([two])
    #expect(ring.key(for: first) == nil && ring.key(for: second) == two && ring.fault == nil)
    try FileManager.default.removeItem(atPath: file.path)
    #expect(ring.key(for: second) == nil && ring.fault == nil)
  }

  @Test("a key gives its labels, and a hidden record is the same as one that never was without it")
  func served() async throws {
    let (key, token) = AccessKey.make(labels: ["partners"], expires: nil, note: nil)
    let file = file
    try file.write([key])
    let served = try await ServedCatalog(Lake.records) { $0.keys = file.path }
    let target = "/api/v1/datasets/secret-survey"
    let signedIn = await served.service.get(target, token: token)
    #expect(signedIn.status == 200 && signedIn.headers[.cacheControl] == "private, no-store")
    #expect(signedIn.headers[.eTag] == nil && signedIn.headers[.accessControlAllowOrigin] == nil)
    let anonymous = await served.service.get(target)
    let never = await served.service.get("/api/v1/datasets/secret-nothing")
    #expect(anonymous.status == 404 && anonymous.headers == never.headers)
    #expect(anonymous.text.replacing("secret-survey", with: "secret-nothing") == never.text)
    let twice = await served.service.get(
      target, [("Authorization", "Bearer " + token), ("Authorization", "Bearer " + token)])
    #expect(twice.status == 401)
    // The key is revoked while a cursor of its holder is open.
    let page = try await served.service.get("/api/v1/search?q=lake&limit=1", token: token).object()
    let cursor = try #require(page["next"] as? String)
    let next = await served.service.get("/api/v1/search?q=lake&limit=1&cursor=" + cursor, token: token)
    #expect(next.status == 200)
    let stolen = await served.service.get("/api/v1/search?q=lake&limit=1&cursor=" + cursor)
    #expect(stolen.status == 409)
  }
}
