import CartularyBase
import CartularyCatalog
import CartularyModel
import CartularyWire
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Sessions of people who sign in")
struct SessionTests {
  private let directory = TemporaryDirectory()
  private let made = AccessKey.make(labels: ["partners"], expires: nil, note: nil)

  private var file: KeyFile { KeyFile(path: directory.path + "/keys.jsonl") }

  private func form(_ baseURL: String = "https://data.example.org") throws -> SignIn {
    try file.write([made.key])
    return SignIn(
      keys: try KeyRing(path: file.path, interval: .zero), cookie: SessionCookie(BaseAddress(baseURL)),
      base: BaseAddress(baseURL))
  }

  private static func question(
    _ body: String, _ headers: [(String, String)] = [("Sec-Fetch-Site", "same-origin")],
    type: String = "application/x-www-form-urlencoded", authority: String? = "data.example.org"
  ) -> HTTPQuestion {
    var fields: HTTPFields = [.contentType: type]
    for (name, value) in headers { fields.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
    return HTTPQuestion(
      "POST", SignIn.path, headers: fields, authority: authority, body: Array(body.utf8))
  }

  private static func headers(cookie: String...) -> HTTPFields {
    var fields = HTTPFields()
    for value in cookie { fields.append(HTTPField(name: .cookie, value: value)) }
    return fields
  }

  @Test("a key begins a session that the browser keeps to itself, and to this host")
  func begun() throws {
    let form = try form()
    guard case .begun(let text) = try form.outcome(of: Self.question("key=" + made.token)) else {
      Issue.record("the key is valid")
      return
    }
    let parts = text.components(separatedBy: "; ")
    #expect(Set(parts.dropFirst()) == ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"])
    #expect(parts[0].hasPrefix("__Host-cartulary=\(made.key.id)_") && !text.contains("Domain"))
    // The browser does not keep the key, and the file keeps neither.
    #expect(!text.contains(made.token.suffix(43)))
    let session = try #require(form.cookie.values(in: Self.headers(cookie: parts[0])).first)
    let stored = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(!stored.contains(session.suffix(64)) && !stored.contains(made.token.suffix(43)))
    #expect(form.keys.key(forSession: session) == made.key && form.keys.key(for: session) == nil)
    #expect(form.keys.key(forSession: made.token) == nil)
    // Blanks that came with the key are not part of it.
    #expect(try form.outcome(of: Self.question("key=+\(made.token)%0D%0A")) == .begun(text))
  }

  @Test("what the file keeps begins no session")
  func fromTheFile() throws {
    let form = try form()
    for digest in [made.key.digest, made.key.sessionDigest ?? ""] {
      #expect(form.keys.key(forSession: "\(made.key.id)_\(digest)") == nil)
    }
  }

  @Test("a session is over as soon as its key is revoked or has expired, and every other value begins none")
  func over() async throws {
    let form = try form()
    let session = AccessKey.session(of: made.token, made.key.id)
    let credentials = Credentials(keys: form.keys, tokens: nil)
    func asker(_ values: String...) async throws(Problem) -> Asker {
      var fields = HTTPFields()
      for value in values {
        fields.append(HTTPField(name: .cookie, value: "other=1; \(form.cookie.name)=\(value); last"))
      }
      return try await credentials.asker(fields, cookie: form.cookie)
    }
    #expect(try await asker(session).name == made.key.id)
    for wrong in ["", "x", session + "0", String(session.dropLast()), made.token, made.key.id + "_"] {
      let problem = await #expect(throws: Problem.self, "\(wrong)") { try await asker(wrong) }
      #expect(problem?.status == 401 && problem?.headers[.setCookie] == form.cookie.clearing)
    }
    // Two are none, even if both are the same.
    await #expect(throws: Problem.self) { try await asker(session, session) }
    try file.write([])
    await #expect(throws: Problem.self) { try await asker(session) }
    let day = try #require(CalendarDate(year: 2020, month: 1, day: 1))
    let old = AccessKey.make(labels: ["partners"], expires: day, note: nil)
    try file.write([old.key])
    #expect(form.keys.key(forSession: AccessKey.session(of: old.token, old.key.id)) == nil)
    #expect(try form.outcome(of: Self.question("key=" + old.token)) == .refused)
  }

  @Test("the cookie is read for pages alone, and other cookies are not looked at")
  func pagesAlone() async throws {
    let form = try form()
    let credentials = Credentials(keys: form.keys, tokens: nil)
    let value = form.cookie.name + "=" + AccessKey.session(of: made.token, made.key.id)
    let own = Self.headers(cookie: "a=b; " + value)
    #expect(try await credentials.asker(own) == .anyone)
    #expect(try await credentials.asker(own, cookie: form.cookie).name == made.key.id)
    for other in ["cartulary=x", "x\(value)", "\(form.cookie.name)x=1", "\(form.cookie.name)", ";;", ""] {
      #expect(
        try await credentials.asker(Self.headers(cookie: other), cookie: form.cookie) == .anyone, "\(other)")
    }
    // A cookie and a header are two credentials.
    var both = own
    both[.authorization] = "Bearer " + made.token
    await #expect(throws: Problem.self) { try await credentials.asker(both, cookie: form.cookie) }
    #expect(try await credentials.asker(both).name == made.key.id)
  }

  @Test("a wrong key, an unknown one and another text are refused alike; a key of an older file says why")
  func refused() throws {
    let form = try form()
    let other = AccessKey.make(labels: [], expires: nil, note: nil)
    for key in ["", "x", other.token, "cart_\(made.key.id)_" + other.token.suffix(43), "%00", "%F0%9F%90%9F"]
    {
      #expect(try form.outcome(of: Self.question("key=" + key)) == .refused, "\(key)")
    }
    let line = made.key.line.replacing(/"session-sha256":"[0-9a-f]*",?/, with: "")
    let older = try AccessKey(line: Array(line.utf8))
    #expect(older.sessionDigest == nil && older.digest == made.key.digest)
    try file.write([older])
    #expect(try form.outcome(of: Self.question("key=" + made.token)) == .tooOld)
    #expect(form.keys.key(for: made.token) == older)
    #expect(form.keys.key(forSession: AccessKey.session(of: made.token, made.key.id)) == nil)
  }

  @Test("signing out ends the cookie with the same name and path")
  func ended() throws {
    #expect(
      try form().outcome(of: Self.question("out=1"))
        == .ended("__Host-cartulary=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"))
    #expect(try form("/data").cookie.name == "__Secure-cartulary")
    let below = try form("https://example.org/data/catalog")
    #expect(
      try below.outcome(of: Self.question("out=1"))
        == .ended(
          "__Secure-cartulary=; Max-Age=0; Path=/data/catalog; Secure; HttpOnly; SameSite=Strict"))
  }

  @Test("only our own page may send the form")
  func ownPage() throws {
    let form = try form()
    let origin = ("Origin", "https://data.example.org")
    let own = ("Sec-Fetch-Site", "same-origin")
    for headers in [[own], [origin], [own, origin], [("Origin", "HTTPS://Data.Example.ORG")]] {
      #expect(throws: Never.self) { try form.outcome(of: Self.question("out=1", headers)) }
    }
    for headers in [
      [], [("Origin", "null")], [("Origin", "https://evil.example")], [("Sec-Fetch-Site", "cross-site")],
      [("Sec-Fetch-Site", "same-site")], [("Sec-Fetch-Site", "none")],
      [own, ("Origin", "https://evil.example")],
      [origin, ("Sec-Fetch-Site", "same-site")], [origin, ("Origin", "https://evil.example")],
      [("Origin", "http://data.example.org")], [("Origin", "https://data.example.org.evil.example")],
      [("Referer", "https://data.example.org/sign-in")],
    ] {
      let problem = #expect(throws: Problem.self, "\(headers)") {
        try form.outcome(of: Self.question("key=" + made.token, headers))
      }
      #expect(problem?.status == 403)
    }
  }

  @Test(
    "a key is taken over TLS and on this machine itself, and nowhere else",
    arguments: [
      ("https://data.example.org", "x", true), ("http://data.example.org", "data.example.org", false),
      ("http://localhost:8080", "x", true), ("http://127.0.0.1:8080", "x", true), ("http://[::1]", "x", true),
      ("/data", "127.0.0.1:8080", true), ("/data", "data.example.org", false),
      ("", "127.0.0.1:8080", true), ("", "localhost", true), ("", "[::1]:80", true),
      ("", "192.168.1.7:8080", false), ("", "127.0.0.1.evil.example", false),
      ("", "localhost.evil.example", false),
      ("", "127.1", false), ("", "127.0.0.x", false), ("", "[::1.evil]", false), ("", "", false),
      ("", "data.example.org", false),
    ])
  func safe(baseURL: String, authority: String, isSafe: Bool) throws {
    let form = try form(baseURL)
    let question = Self.question("key=" + made.token, authority: authority)
    #expect(form.isSafe(question) == isSafe)
    let outcome = Result { try form.outcome(of: question) }
    if isSafe {
      #expect(throws: Never.self) { try outcome.get() }
    } else {
      #expect((#expect(throws: Problem.self) { try outcome.get() })?.error.code == "insecure")
    }
  }

  @Test("a body that the form does not send is refused")
  func bodies() throws {
    let form = try form()
    for body in ["", "key", "key=a&key=b", "key=a&out=1", "other=1", "key=%zz", "key=%FF", "{}"] {
      let problem = #expect(throws: Problem.self, "\(body)") { try form.outcome(of: Self.question(body)) }
      #expect(problem?.status == 400)
    }
    let long = Self.question("key=" + String(repeating: "a", count: SignIn.maximumByteCount))
    #expect((#expect(throws: Problem.self) { try form.outcome(of: long) })?.status == 413)
    for type in ["text/plain", "multipart/form-data; boundary=x", "application/json"] {
      let problem = #expect(throws: Problem.self) {
        try form.outcome(of: Self.question("out=1", type: type))
      }
      #expect(problem?.status == 415)
    }
    #expect(throws: Never.self) {
      try form.outcome(of: Self.question("out=1", type: "Application/X-WWW-form-urlencoded; charset=UTF-8"))
    }
  }
}
