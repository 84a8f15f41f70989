internal import CartularyBase
internal import CartularyManifests
internal import CartularyWire

/// Makes what publishers wrote fit for a language model: it stays a value of JSON, and nothing in it hides, reorders or
/// smuggles text, or is longer than anyone reads.
struct PublishedText {
  static let maximumCharacterCount = 2_000
  /// How many texts were shortened.
  private(set) var shortenedCount = 0

  /// - Parameter key: The key whose value it is. What stands where an address is expected and is not a web address
  ///   moves to a key of its own.
  mutating func fit(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool, .number: return value
    case .string(let text): return .string(fit(text))
    case .array(let items):
      var fitted: [JSONValue] = []
      fitted.reserveCapacity(items.count)
      for item in items { fitted.append(fit(item)) }
      return .array(fitted)
    case .object(let keys):
      var fitted: [String: JSONValue] = [:]
      fitted.reserveCapacity(keys.count)
      for (key, value) in keys.sorted(by: { $0.key < $1.key }) {
        var name = Self.harmless(key, limit: 200) ?? key
        // Two keys of a publisher that look alike are still two.
        while fitted[name] != nil { name += "\u{FFFD}" }
        if case .string(let text) = value, Self.isAddressKey(key), !Self.isWebAddress(text) {
          fitted[name] = .null
          fitted[name + "-as-stated"] = .string(fit(text))
        } else {
          fitted[name] = fit(value)
        }
      }
      return .object(fitted)
    }
  }

  private mutating func fit(_ text: String) -> String {
    guard let fitted = Self.harmless(text, limit: Self.maximumCharacterCount) else { return text }
    if fitted.unicodeScalars.last == "…", text.unicodeScalars.last != "…" { shortenedCount += 1 }
    return fitted
  }

  /// `nil` for a text that can stay as it is, as nearly all can.
  private static func harmless(_ text: String, limit: Int) -> String? {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return nil }
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in TerminalText.harmless(text, keepingLineBreaks: true).unicodeScalars {
      guard count < limit else {
        result.removeLast()
        result.append("…")
        break
      }
      count += 1
      result.append(isInvisible(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// What a screen does not show and a model reads: tags, selectors of variants beyond those of emoji, and operators
  /// and fillers without a glyph.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE0000...0xE0FFF, 0x2060...0x2065, 0x206A...0x206F, 0x180E, 0x115F, 0x1160, 0x3164, 0xFFA0: true
    default: false
    }
  }

  private static func isAddressKey(_ key: String) -> Bool {
    key == "url" || key == "landing-page" || key.hasSuffix("-url")
  }

  static func isWebAddress(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return (start.hasPrefix("https://") || start.hasPrefix("http://"))
      && text.utf8.count <= maximumCharacterCount
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }
}
