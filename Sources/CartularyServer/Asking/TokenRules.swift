/// Which tokens of an identity provider are taken, and what they mean here.
package struct TokenRules: Sendable {
  /// The file with the provider's public keys, as a JSON Web Key Set. Nothing is fetched.
  package var keySet: String
  /// The file that says which labels a group has: an object of lists of labels by the group's name. A group that is not
  /// in it gives nothing.
  package var groupMap: String
  package var issuer: String
  package var audience: String
  package var groupsClaim = "groups"
  package var algorithms: Set<String> = Self.knownAlgorithms

  package init(keySet: String, groupMap: String, issuer: String, audience: String) {
    (self.keySet, self.groupMap, self.issuer, self.audience) = (keySet, groupMap, issuer, audience)
  }

  /// Signatures with a public key. One with a shared secret is never taken.
  package static let knownAlgorithms: Set<String> = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
  ]

  static let maximumTokenByteCount = 8 << 10
  static let maximumHeaderByteCount = 1 << 10
  static let maximumLifetime: Double = 24 * 60 * 60
  static let leeway: Double = 60
}
