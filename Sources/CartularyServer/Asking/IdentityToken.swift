internal import CartularyManifests

/// A JSON Web Token as it was sent: read, and not yet believed.
///
/// jwt-kit decodes header and payload with Foundation's decoder, the header before it looks at the signature, and that
/// decoder ends the process on 513 opening brackets. So our own strict reader reads both first.
struct IdentityToken {
  let keyID: String
  let algorithm: String
  let claims: [String: JSONValue]

  /// A form that is never taken. Who sent it is told no more than that.
  struct Refusal: Error {}

  init(_ text: String) throws(Refusal) {
    guard text.utf8.count <= TokenRules.maximumTokenByteCount else { throw Refusal() }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { throw Refusal() }
    let header = try Self.object(parts[0], maximumByteCount: TokenRules.maximumHeaderByteCount)
    claims = try Self.object(parts[1], maximumByteCount: TokenRules.maximumTokenByteCount)
    guard Base64URL.bytes(parts[2]) != nil, Self.refusedHeaders.allSatisfy({ header[$0] == nil }),
      case .string(let algorithm)? = header["alg"], case .string(let keyID)? = header["kid"]
    else { throw Refusal() }
    switch header["typ"] {
    case nil: break
    case .string(let type)? where ["jwt", "at+jwt"].contains(type.lowercased()): break
    default: throw Refusal()
    }
    (self.algorithm, self.keyID) = (algorithm, keyID)
  }

  /// Headers that name other keys or rules than ours.
  private static let refusedHeaders = ["crit", "jku", "x5u", "jwk", "x5c"]

  private static func object(
    _ part: Substring.UTF8View, maximumByteCount: Int
  ) throws(Refusal) -> [String: JSONValue] {
    guard let bytes = Base64URL.bytes(part), bytes.count <= maximumByteCount,
      let value = try? JSONValue(json: bytes), case .object(let object) = value
    else { throw Refusal() }
    return object
  }

  // MARK: - Claims

  /// Whether the claims are those of a token for us, at this time.
  ///
  /// - Parameter now: Seconds since 1970.
  func isMeant(by rules: TokenRules, at now: Double) -> Bool {
    guard claims["iss"] == .string(rules.issuer), isForAudience(rules.audience),
      let expires = time("exp"), let issued = time("iat"),
      expires - issued <= TokenRules.maximumLifetime, now <= expires + TokenRules.leeway,
      issued <= now + TokenRules.leeway
    else { return false }
    guard claims["nbf"] != nil else { return true }
    guard let start = time("nbf") else { return false }
    return start <= now + TokenRules.leeway
  }

  private func isForAudience(_ audience: String) -> Bool {
    switch claims["aud"] {
    case .string(let text): text == audience
    case .array(let items): items.contains(.string(audience))
    default: false
    }
  }

  /// Seconds since 1970; `nil` for what is not a number of them.
  private func time(_ name: String) -> Double? {
    guard case .number(let text)? = claims[name], let number = Double(text), number.isFinite, number >= 0
    else {
      return nil
    }
    return number
  }

  /// The groups that a claim names; none if it is missing or is not a list of texts.
  func groups(in claim: String) -> [String] {
    guard case .array(let items)? = claims[claim] else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }
}
