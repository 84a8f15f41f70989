import CartularyBase
import CartularyModel
import Crypto
import Foundation
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Tokens of an identity provider")
struct TokenTests {
  private static let provider = IdentityProvider()

  private static func verifier(_ jwks: String? = nil) async throws -> TokenVerifier {
    let directory = TemporaryDirectory()
    _ = try directory.write(jwks ?? #"{"keys":[\#(provider.publicKey)]}"#, to: "jwks.json")
    _ = try directory.write(
      #"{"lake-partners":["partners"],"everyone":[],"both":["partners","staff"]}"#, to: "map.json")
    return try await TokenVerifier(IdentityProvider.rules(directory.path))
  }

  private static func labels(_ token: String) async throws -> [String]? {
    try await verifier().viewer(of: token, at: IdentityProvider.now)?.labels
  }

  @Test(
    "claims that are meant for us give the labels of their groups",
    arguments: [
      ([:], ["partners", "public"]),
      (["aud": #"["other","cartulary"]"#], ["partners", "public"]),
      (["groups": #"["lake-partners","unknown"]"#], ["partners", "public"]),
      (["groups": #"["unknown"]"#], ["public"]), (["groups": #"["partners"]"#], ["public"]),
      (["groups": #"["staff"]"#], ["public"]), (["groups": nil], ["public"]),
      (["groups": #""lake-partners""#], ["public"]), (["groups": #"[["lake-partners"],7]"#], ["public"]),
      (["groups": #"["both"]"#], ["partners", "public", "staff"]), (["groups": #"["everyone"]"#], ["public"]),
      (["nbf": "\(Int(IdentityProvider.now) + 59)"], ["partners", "public"]),
      (
        ["exp": "\(Int(IdentityProvider.now) - 59)", "iat": "\(Int(IdentityProvider.now) - 600)"],
        ["partners", "public"]
      ),
    ] as [([String: String?], [String])])
  func taken(changes: [String: String?], labels: [String]) async throws {
    let token = try Self.provider.token(claims: IdentityProvider.claims(changes))
    #expect(try await Self.labels(token) == labels)
  }

  @Test(
    "claims that are not meant for us are refused",
    arguments: [
      ["iss": #""https://id.example.org/""#], ["iss": nil], ["iss": #"["https://id.example.org"]"#],
      ["aud": #""other""#], ["aud": nil], ["aud": #"["other"]"#], ["aud": "7"],
      ["exp": nil], ["exp": #""1800000600""#], ["exp": "1e999"], ["exp": "-1"], ["exp": "true"],
      ["exp": "\(Int(IdentityProvider.now) - 61)", "iat": "\(Int(IdentityProvider.now) - 600)"],
      ["exp": "\(Int(IdentityProvider.now) + 90_000)"], ["iat": nil],
      ["iat": "\(Int(IdentityProvider.now) + 61)"], ["nbf": "\(Int(IdentityProvider.now) + 61)"],
      ["nbf": #""soon""#],
    ] as [[String: String?]])
  func refused(changes: [String: String?]) async throws {
    let token = try Self.provider.token(claims: IdentityProvider.claims(changes))
    #expect(try await Self.labels(token) == nil, "\(changes)")
  }

  @Test(
    "headers that name another key or rule are refused",
    arguments: [
      #"{"alg":"none","kid":"one"}"#, #"{"alg":"None","kid":"one"}"#, #"{"alg":"HS256","kid":"one"}"#,
      #"{"alg":"ES384","kid":"one"}"#, #"{"alg":"RS256","kid":"one"}"#, #"{"alg":"es256","kid":"one"}"#,
      #"{"alg":"ES256"}"#, #"{"alg":"ES256","kid":"two"}"#, #"{"alg":"ES256","kid":""}"#,
      #"{"alg":"ES256","kid":7}"#, #"{"alg":"ES256","kid":"one","crit":["exp"]}"#,
      #"{"alg":"ES256","kid":"one","jku":"https://example.org"}"#, #"{"alg":"ES256","kid":"one","jwk":{}}"#,
      #"{"alg":"ES256","kid":"one","x5u":"x"}"#, #"{"alg":"ES256","kid":"one","x5c":[]}"#,
      #"{"alg":"ES256","alg":"none","kid":"one"}"#, #"{"kid":"one"}"#, "[]", "", "{",
      #"{"alg":"ES256","kid":"one","typ":"JWE"}"#,
      // The decoder of jwt-kit would end the process here.
      String(repeating: "[", count: 513), #"{"alg":"# + String(repeating: "[", count: 513),
      #"{"alg":"ES256","kid":"one","pad":""# + String(repeating: "a", count: 1_100) + #""}"#,
    ])
  func headers(header: String) async throws {
    #expect(try await Self.labels(Self.provider.token(header: header)) == nil, "\(header.prefix(80))")
  }

  @Test("forms that are not of three parts, or not of plain base64, are refused")
  func forms() async throws {
    let token = try Self.provider.token()
    let parts = token.split(separator: ".").map(String.init)
    let forms = [
      "", ".", "..", "a.b", token + ".x", parts[0] + ".." + parts[2], parts[0] + "." + parts[1] + ".",
      parts[0] + "=." + parts[1] + "." + parts[2], parts[0] + "." + parts[1] + "=." + parts[2],
      token + "=", token + "+", " " + token, parts[1] + "." + parts[0] + "." + parts[2],
      parts[0] + "." + parts[1] + "." + Base64URL.text(Array(repeating: 0, count: 64)),
      parts[0] + "." + Base64URL.text([0xFF, 0xFE]) + "." + parts[2],
      try Self.provider.token(claims: #"{"exp":1,"exp":2}"#),
      try Self.provider.token(claims: String(repeating: "[", count: 513)),
      try Self.provider.token(
        claims: IdentityProvider.claims(["pad": "\"" + String(repeating: "a", count: 9_000) + "\""])),
    ]
    for form in forms { #expect(try await Self.labels(form) == nil, "\(form.prefix(60))") }
    // A signature by somebody else's key.
    #expect(try await Self.labels(IdentityProvider().token()) == nil)
    #expect(try await Self.labels(token) == ["partners", "public"])
  }

  @Test("ten thousand groups are read, and those in the map count")
  func manyGroups() async throws {
    let groups = (0..<400).map { "\"g\($0)\"" } + [#""lake-partners""#]
    let token = try Self.provider.token(
      claims: IdentityProvider.claims(["groups": "[" + groups.joined(separator: ",") + "]"]))
    #expect(try await Self.labels(token) == ["partners", "public"])
    let many = "[" + (0..<10_000).map { "\"g\($0)\"" }.joined(separator: ",") + "]"
    let large = try Self.provider.token(claims: IdentityProvider.claims(["groups": many]))
    #expect(try await Self.labels(large) == nil, "a token has at most 8 KiB")
  }

  @Test(
    "a key set with a key that cannot be used safely is refused whole",
    arguments: [
      #"{"kty":"oct","kid":"a","alg":"HS256","k":"c2VjcmV0"}"#, provider.jwk(algorithm: nil),
      provider.jwk() + "," + provider.jwk(),
      #"{"kty":"RSA","kid":"a","alg":"RS256","e":"AQAB","n":"\#(Base64URL.text(Array(repeating: 0xFF, count: 128)))"}"#,
      #"{"kty":"EC","kid":"a","alg":"ES256","crv":"P-256","x":"AA","y":"AA"}"#, #"{"kty":"EC"}"#, "7",
      String(repeating: "[", count: 513),
    ])
  func keySets(keys: String) async {
    await #expect(throws: PrivateFile.Fault.self) { try await Self.verifier(#"{"keys":[\#(keys)]}"#) }
  }
}
