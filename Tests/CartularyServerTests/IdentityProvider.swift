import Crypto
import Foundation

@testable import CartularyServer

/// An identity provider that signs whatever it is told to.
struct IdentityProvider {
  let key = P256.Signing.PrivateKey()
  static let now = 1_800_000_000.0

  var publicKey: String { jwk() }

  func jwk(_ id: String = "one", algorithm: String? = "ES256") -> String {
    let point = Array(key.publicKey.x963Representation)
    let (x, y) = (Base64URL.text(point[1...32]), Base64URL.text(point[33...64]))
    let stated = algorithm.map { ",\"alg\":\"\($0)\"" } ?? ""
    return #"{"kty":"EC","crv":"P-256","kid":"\#(id)","x":"\#(x)","y":"\#(y)"\#(stated)}"#
  }

  func token(
    header: String = #"{"alg":"ES256","kid":"one","typ":"JWT"}"#, claims: String = Self.claims()
  ) throws -> String {
    let signed = Base64URL.text(header.utf8) + "." + Base64URL.text(claims.utf8)
    let signature = try key.signature(for: Data(signed.utf8))
    return signed + "." + Base64URL.text(signature.rawRepresentation)
  }

  /// Claims that are taken, with changes; a value is JSON, and `nil` leaves the claim out.
  static func claims(_ changes: [String: String?] = [:]) -> String {
    var claims: [String: String] = [
      "iss": #""https://id.example.org""#, "aud": #""cartulary""#, "iat": "\(Int(now) - 10)",
      "exp": "\(Int(now) + 600)", "groups": #"["lake-partners"]"#,
    ]
    for (name, value) in changes { claims[name] = value }
    return "{" + claims.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
      + "}"
  }

  static func rules(_ directory: String) -> TokenRules {
    TokenRules(
      keySet: directory + "/jwks.json", groupMap: directory + "/map.json", issuer: "https://id.example.org",
      audience: "cartulary")
  }
}
