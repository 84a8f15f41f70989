internal import CartularyBase
internal import CartularyManifests
internal import Foundation
internal import JWTKit

/// The public keys of an identity provider, each by its id and for one algorithm.
struct KeySet: Sendable {
  struct Key: Sendable {
    let algorithm: String
    /// A collection of this one key: jwt-kit falls back to the first key of a collection for an id that it does not
    /// know, and takes a token's word for the algorithm of a key that states none.
    let collection: JWTKeyCollection
  }

  let keys: [String: Key]

  static func read(_ path: String, algorithms: Set<String>) async throws(PrivateFile.Fault) -> KeySet {
    try await KeySet(json: try PrivateFile.read(path, isSecret: false), path, algorithms: algorithms)
  }

  /// - Throws: For text that is not a key set, and for a set with a key that cannot be used safely.
  init(json: [UInt8], _ path: String, algorithms: Set<String>) async throws(PrivateFile.Fault) {
    func fault(_ message: String) -> PrivateFile.Fault {
      PrivateFile.Fault(description: "\(path): \(message)")
    }
    // Our own reader first: Foundation's ends the process on deep nesting.
    guard let value = try? JSONValue(json: json), case .object(let object) = value,
      case .array(let items)? = object["keys"]
    else { throw fault("not a JSON Web Key Set: an object with 'keys', a list") }
    var keys: [String: Key] = [:]
    for item in items {
      guard case .object(let fields) = item, case .string(let id)? = fields["kid"], !id.isEmpty else {
        throw fault("a key without 'kid'")
      }
      guard case .string(let algorithm)? = fields["alg"] else { throw fault("the key '\(id)' has no 'alg'") }
      guard case .string(let type)? = fields["kty"], type != "oct" else {
        throw fault("the key '\(id)' is not a public key")
      }
      if case .string(let use)? = fields["use"], use != "sig" { continue }
      // A set may have keys for more algorithms than are taken.
      guard algorithms.contains(algorithm) else { continue }
      guard keys[id] == nil else { throw fault("two keys with the kid '\(id)'") }
      if type == "RSA" {
        guard case .string(let modulus)? = fields["n"], let bytes = Base64URL.bytes(Array(modulus.utf8)),
          bytes.drop(while: { $0 == 0 }).count >= 256
        else { throw fault("the RSA key '\(id)' has fewer than 2048 bits") }
      }
      do {
        // Without certificates and addresses, which nobody looks at here.
        let kept = fields.filter { Self.usedFields.contains($0.key) }
        let text =
          "{" + kept.map { "\(Self.quoted($0.key)):\(Self.text($0.value))" }.joined(separator: ",") + "}"
        let key = try JSONDecoder().decode(JWK.self, from: Data(text.utf8))
        keys[id] = Key(algorithm: algorithm, collection: try await JWTKeyCollection().add(jwk: key))
      } catch {
        throw fault("the key '\(id)' cannot be used")
      }
    }
    self.keys = keys
  }

  private static let usedFields: Set<String> = ["kty", "kid", "alg", "n", "e", "crv", "x", "y", "use"]

  private static func text(_ value: JSONValue) -> String {
    if case .string(let text) = value { quoted(text) } else { "null" }
  }

  private static func quoted(_ text: String) -> String {
    guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
