package import CartularyBase
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

/// A key that a person was given: what is kept of it. The secret itself is shown once, when the key is made.
package struct AccessKey: Sendable, Equatable {
  /// Eight letters and digits.
  package let id: String
  /// SHA-256 of the whole token, as hexadecimal digits.
  package let digest: String
  /// SHA-256 of the secret of a session that its holder begins, in the same form; `nil` for a key that was made before
  /// there were sessions: it does not sign in.
  let sessionDigest: String?
  /// What its holder may see, in addition to what is public.
  package let labels: [String]
  /// It is valid until the end of this day in UTC; `nil` for a key that does not expire.
  package let expires: CalendarDate?
  package let note: String?

  /// Makes a key.
  ///
  /// - Returns: The key, and the token that stands for it.
  package static func make(labels: [String], expires: CalendarDate?, note: String?) -> (
    key: AccessKey, token: String
  ) {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    let id = String((0..<8).map { _ in letters.randomElement(using: &generator)! })  // there are letters
    let secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let token = "cart_\(id)_\(Base64URL.text(secret))"
    let key = AccessKey(
      id: id, digest: digest(of: token), sessionDigest: digest(of: session(of: token, id)), labels: labels,
      expires: expires, note: note)
    return (key, token)
  }

  static func digest(of token: String) -> String { ContentHash(of: token.utf8).description }

  /// The secret of the session that the holder of a token begins: what a browser keeps in the token's place.
  ///
  /// Neither can be computed from the other's digest, so that whoever reads the file can begin no session, and whoever
  /// sees the session cannot ask with the token. The key's id is in it, as it is in the token.
  static func session(of token: String, _ id: String) -> String {
    "\(id)_" + ContentHash(of: ("session of " + token).utf8).description
  }

  /// The id in the secret of a session; `nil` for text that has another form.
  static func id(inSession text: String) -> String? {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 8, parts[1].utf8.count == 64 else { return nil }
    return String(parts[0])
  }

  /// The id in a token; `nil` for text that has another form.
  static func id(in token: String) -> String? {
    let parts = token.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "cart", parts[1].utf8.count == 8, parts[2].utf8.count == 43 else {
      return nil
    }
    return String(parts[1])
  }

  // MARK: - The file

  /// Why a line of the file cannot be read.
  struct Fault: Error { let message: String }

  private static let keys: Set<String> = ["id", "sha256", "session-sha256", "labels", "expires", "note"]

  /// - Parameter line: One line of the file, without its line end.
  init(line: [UInt8]) throws(Fault) {
    let value: JSONValue
    do throws(JSONValue.Fault) { value = try JSONValue(json: line) } catch {
      throw Fault(message: error.message)
    }
    guard case .object(let object) = value else { throw Fault(message: "a key is a JSON object") }
    if let unknown = object.keys.filter({ !Self.keys.contains($0) }).min() {
      throw Fault(message: "unknown key '\(unknown.prefix(40))'")
    }
    guard case .string(let id)? = object["id"], id.utf8.count == 8,
      case .string(let digest)? = object["sha256"], digest.utf8.count == 64,
      case .array(let items)? = object["labels"]
    else { throw Fault(message: "a key has 'id', 'sha256' and 'labels'") }
    var labels: [String] = []
    for item in items {
      guard case .string(let label) = item, Audience.isLabel(label) else {
        throw Fault(message: "'labels' is a list of valid labels")
      }
      labels.append(label)
    }
    (self.id, self.digest, self.labels) = (id, digest, labels)
    switch object["session-sha256"] {
    case nil, .null: sessionDigest = nil
    case .string(let text) where text.utf8.count == 64: sessionDigest = text
    default: throw Fault(message: "'session-sha256' has 64 hexadecimal digits")
    }
    switch object["expires"] {
    case nil, .null: expires = nil
    case .string(let text):
      guard let date = CalendarDate(text) else {
        throw Fault(message: "'expires' is a date such as 2027-01-31")
      }
      expires = date
    default: throw Fault(message: "'expires' is a date such as 2027-01-31")
    }
    if case .string(let text)? = object["note"] { note = text } else { note = nil }
  }

  private init(
    id: String, digest: String, sessionDigest: String?, labels: [String], expires: CalendarDate?,
    note: String?
  ) {
    (self.id, self.digest, self.sessionDigest, self.labels) = (id, digest, sessionDigest, labels)
    (self.expires, self.note) = (expires, note)
  }

  /// One line of the file.
  package var line: String {
    let value = Stored(
      id: id, sha256: digest, sessionDigest: sessionDigest, labels: labels, expires: expires?.description,
      note: note)
    guard let text = try? JSONLine.text(value) else { preconditionFailure("texts always encode") }
    return text
  }

  private struct Stored: Encodable {
    let id: String
    let sha256: String
    let sessionDigest: String?
    let labels: [String]
    let expires: String?
    let note: String?

    enum CodingKeys: String, CodingKey {
      case id, sha256, labels, expires, note
      case sessionDigest = "session-sha256"
    }
  }
}
