/// A JSON object of texts and lists of texts without escapes, as stored summaries mostly are: read where ten hits are made of
/// each search, and a decoder for any JSON takes an eighth of that search.
struct FlatObject {
  private var values: [(key: String, value: Value)] = []

  private enum Value {
    case text(String)
    case list([String])
  }

  /// - Returns: `nil` for all else, be it JSON or not: with spaces, escapes, numbers, or a key that comes twice.
  init?(_ bytes: ArraySlice<UInt8>) {
    var reading = Reading(rest: bytes)
    guard reading.take("{") else { return nil }
    values.reserveCapacity(14)
    repeat {
      guard let key = reading.text(), reading.take(":"), !values.contains(where: { $0.key == key }) else {
        return nil
      }
      if let text = reading.text() {
        values.append((key, .text(text)))
      } else if let list = reading.list() {
        values.append((key, .list(list)))
      } else {
        return nil
      }
    } while reading.take(",")
    guard reading.take("}"), reading.rest.isEmpty else { return nil }
  }

  /// The text under a key; `nil` if there is none.
  func text(_ key: String) -> String? {
    if case .text(let text) = values.first(where: { $0.key == key })?.value { text } else { nil }
  }

  /// The list under a key; `nil` if there is none.
  func list(_ key: String) -> [String]? {
    if case .list(let list) = values.first(where: { $0.key == key })?.value { list } else { nil }
  }

  var count: Int { values.count }

  private struct Reading {
    var rest: ArraySlice<UInt8>

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: sign) else { return false }
      rest = rest.dropFirst()
      return true
    }

    /// - Returns: `nil`, and takes nothing, if no text without escapes comes next.
    mutating func text() -> String? {
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      let inner = rest.dropFirst()
      guard
        let end = inner.firstIndex(where: {
          $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }),
        inner[end] == UInt8(ascii: "\""), let text = String(validating: inner[..<end], as: UTF8.self)
      else { return nil }
      rest = inner[(end + 1)...]
      return text
    }

    mutating func list() -> [String]? {
      guard take("[") else { return nil }
      var texts: [String] = []
      if take("]") { return texts }
      repeat {
        guard let text = text() else { return nil }
        texts.append(text)
      } while take(",")
      return take("]") ? texts : nil
    }
  }
}
