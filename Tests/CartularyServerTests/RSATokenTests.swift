import CartularyModel
import Crypto
import CryptoExtras
import Foundation
import TestSupport
import Testing

@testable import CartularyServer

/// An identity provider whose key is of RSA.
private struct RSAProvider {
  let key: _RSA.Signing.PrivateKey

  init() throws { key = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

  func jwk(_ algorithm: String, id: String = "one") throws -> String {
    let numbers = try key.publicKey.getKeyPrimitives()
    let (n, e) = (Base64URL.text(numbers.modulus), Base64URL.text(numbers.publicExponent))
    return #"{"kty":"RSA","kid":"\#(id)","use":"sig","alg":"\#(algorithm)","n":"\#(n)","e":"\#(e)"}"#
  }

  /// - Parameters:
  ///   - algorithm: What the header says.
  ///   - signing: How it is signed, whatever the header says.
  func token(_ algorithm: String, signing: String) throws -> String {
    let header = #"{"alg":"\#(algorithm)","kid":"one","typ":"JWT"}"#
    let text = Base64URL.text(header.utf8) + "." + Base64URL.text(IdentityProvider.claims().utf8)
    let data = Data(text.utf8)
    if signing == "HS256" {
      // The public key as if it were a shared secret.
      let secret = SymmetricKey(data: Data(key.publicKey.pemRepresentation.utf8))
      return text + "." + Base64URL.text(HMAC<SHA256>.authenticationCode(for: data, using: secret))
    }
    let padding: _RSA.Signing.Padding = signing.hasPrefix("PS") ? .PSS : .insecurePKCS1v1_5
    let signature =
      switch signing.suffix(3) {
      case "384": try key.signature(for: SHA384.hash(data: data), padding: padding)
      case "512": try key.signature(for: SHA512.hash(data: data), padding: padding)
      default: try key.signature(for: SHA256.hash(data: data), padding: padding)
      }
    return text + "." + Base64URL.text(signature.rawRepresentation)
  }

  func labels(_ token: String, keys: String) async throws -> [String]? {
    let directory = TemporaryDirectory()
    _ = try directory.write(#"{"keys":[\#(keys)]}"#, to: "jwks.json")
    _ = try directory.write(#"{"lake-partners":["partners"]}"#, to: "map.json")
    let verifier = try await TokenVerifier(IdentityProvider.rules(directory.path))
    return await verifier.viewer(of: token, at: IdentityProvider.now)?.labels
  }
}

@Suite("Tokens that are signed with RSA")
struct RSATokenTests {
  private static let provider = Result { try RSAProvider() }
  private static let algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]

  @Test("a token is taken whose algorithm is its key's, and which is signed by it", arguments: algorithms)
  func taken(algorithm: String) async throws {
    let provider = try Self.provider.get()
    let token = try provider.token(algorithm, signing: algorithm)
    #expect(try await provider.labels(token, keys: provider.jwk(algorithm)) == ["partners", "public"])
    // One letter of the signature.
    let at = token.index(token.endIndex, offsetBy: -100)
    let other = token[..<at] + (token[at] == "A" ? "B" : "A") + token[token.index(after: at)...]
    #expect(try await provider.labels(String(other), keys: provider.jwk(algorithm)) == nil)
  }

  @Test("every other algorithm is refused, however it is signed", arguments: algorithms)
  func refused(algorithm: String) async throws {
    let provider = try Self.provider.get()
    let keys = try provider.jwk(algorithm)
    for other in Self.algorithms + ["HS256", "none"] where other != algorithm {
      let signing = other == "none" ? algorithm : other
      // The header says how it is signed, and the key is for another algorithm.
      #expect(
        try await provider.labels(provider.token(other, signing: signing), keys: keys) == nil, "\(other)")
      // The header says what the key is for, and it is signed otherwise.
      guard other != "none" else { continue }
      #expect(
        try await provider.labels(provider.token(algorithm, signing: other), keys: keys) == nil, "\(other)")
    }
    let stranger = try RSAProvider()
    #expect(
      try await stranger.labels(provider.token(algorithm, signing: algorithm), keys: stranger.jwk(algorithm))
        == nil)
  }

  @Test("algorithms that are not configured are not taken, though the key is there")
  func unconfigured() async throws {
    let provider = try Self.provider.get()
    let directory = TemporaryDirectory()
    _ = try directory.write(
      #"{"keys":[\#(provider.jwk("RS256")),\#(provider.jwk("PS256", id: "two"))]}"#, to: "jwks.json")
    _ = try directory.write(#"{"lake-partners":["partners"]}"#, to: "map.json")
    var rules = IdentityProvider.rules(directory.path)
    rules.algorithms = ["PS256"]
    let verifier = try await TokenVerifier(rules)
    let token = try provider.token("RS256", signing: "RS256")
    #expect(await verifier.viewer(of: token, at: IdentityProvider.now) == nil)
  }
}
