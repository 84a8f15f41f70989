internal import CartularyManifests
internal import CartularyWire

/// How long an answer may be, and how what is longer is cut: at whole records, and never in silence.
enum AnswerBudget {
  /// Of the text of an answer. A model pays for each byte of it, and hosts cut what is longer without saying so.
  static let byteCount = 24_000

  /// What keys about cutting take at most.
  static let reserve = 500

  /// How many items of a list fit, from the first.
  static func count(of items: [JSONValue], in byteCount: Int) -> Int {
    var rest = byteCount
    for (index, item) in items.enumerated() {
      rest -= item.byteCount + 1
      if rest < 0 { return index }
    }
    return items.count
  }
}

/// Takes items out of the longest lists of a value, from their ends, until it is short enough.
struct Shrinker {
  /// How many items were taken out of the lists and objects at these paths.
  private(set) var cuts: [String: Int] = [:]

  /// The same in a few bytes: whole paths are cut to their beginnings, and the rest is counted together.
  var summary: [String: Int] {
    var parts: [String: Int] = [:]
    for (path, count) in cuts {
      let names = path.split(separator: ".").prefix(2).map { $0.prefix { $0 != "[" }.prefix(30) }
      parts[names.joined(separator: "."), default: 0] += count
    }
    let ordered = parts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var summary = Dictionary(uniqueKeysWithValues: ordered.prefix(4).map { ($0.key, $0.value) })
    if ordered.count > 4 { summary["other"] = ordered.dropFirst(4).reduce(0) { $0 + $1.value } }
    return summary
  }

  mutating func shrink(_ value: JSONValue, to byteCount: Int) -> JSONValue {
    var value = value
    // Each round takes at least half of what is too much, or one text.
    for _ in 0..<200 {
      let excess = value.byteCount - byteCount
      guard excess > 0 else { break }
      value = cut(value, excess: excess, path: "")
    }
    return value
  }

  private mutating func cut(_ value: JSONValue, excess: Int, path: String) -> JSONValue {
    switch value {
    case .array(let items):
      let sizes = items.map(\.byteCount)
      guard let longest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return value }
      guard sizes[longest] * 2 < sizes.reduce(0, +) else {
        var items = items
        items[longest] = cut(items[longest], excess: excess, path: path + "[\(longest)]")
        return .array(items)
      }
      return .array(Array(items.prefix(kept(sizes, excess, path))))
    case .object(let keys):
      let names = keys.keys.sorted()
      let sizes = names.map { $0.utf8.count + (keys[$0]?.byteCount ?? 0) }
      guard let longest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return value }
      // An object of many keys is a map of a publisher's own.
      if names.count > 40, sizes[longest] * 2 < sizes.reduce(0, +) {
        let kept = names.prefix(kept(sizes, excess, path))
        return .object(keys.filter { kept.contains($0.key) })
      }
      var keys = keys
      let name = names[longest]
      keys[name] = keys[name].map { cut($0, excess: excess, path: path.isEmpty ? name : path + "." + name) }
      return .object(keys)
    case .string(let text):
      cuts[path, default: 0] += 1
      return .string(String(text.unicodeScalars.prefix(text.unicodeScalars.count / 2)) + "…")
    case .null, .bool, .number: return value
    }
  }

  private mutating func kept(_ sizes: [Int], _ excess: Int, _ path: String) -> Int {
    var (count, taken) = (sizes.count, 0)
    while count > 0, taken < excess {
      count -= 1
      taken += sizes[count] + 1
    }
    cuts[path, default: 0] += sizes.count - count
    return count
  }
}
