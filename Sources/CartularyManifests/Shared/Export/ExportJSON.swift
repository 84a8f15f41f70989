internal import CartularyModel

/// What the formats of JSON have in common.
enum ExportJSON {
  /// A list of records: `[`, the records, `]`.
  static let listFrame = ExportFrame(head: "[\n", separator: ",\n", tail: "\n]\n")

  /// A value on several lines, without a line feed at its end, that can stand in a `<script>` of a page.
  static func text(_ value: ManifestValue) -> String {
    safeInPages(String(JSONEmitter.document(value).dropLast()))
  }

  /// JSON in which nothing ends the element of a page in which it stands. The signs occur in texts alone, where JSON
  /// lets any character be written by its number; line and paragraph separators are escaped by the emitter.
  static func safeInPages(_ json: String) -> String {
    guard json.utf8.contains(where: { $0 == 0x3C || $0 == 0x3E || $0 == 0x26 }) else { return json }
    var safe: [UInt8] = []
    safe.reserveCapacity(json.utf8.count + 64)
    for byte in json.utf8 {
      switch byte {
      case 0x3C: safe += "\\u003c".utf8
      case 0x3E: safe += "\\u003e".utf8
      case 0x26: safe += "\\u0026".utf8
      default: safe.append(byte)
      }
    }
    return String(decoding: safe, as: UTF8.self)
  }
}

extension ManifestValue {
  static func bool(_ value: Bool) -> ManifestValue { .number(value ? "true" : "false") }

  /// A map of those entries that have a value.
  static func fields(_ entries: [(String, ManifestValue?)]) -> ManifestValue {
    .map(entries.compactMap { entry in entry.1.map { (entry.0, $0) } })
  }

  /// `nil` for no text.
  static func text(ifAny text: String?) -> ManifestValue? { text.flatMap { $0.isEmpty ? nil : .text($0) } }

  /// `nil` for no texts.
  static func texts(ifAny texts: [String]) -> ManifestValue? {
    texts.isEmpty ? nil : .list(texts.map(ManifestValue.text))
  }

  /// `nil` for an empty list.
  static func list(ifAny values: [ManifestValue]) -> ManifestValue? { values.isEmpty ? nil : .list(values) }
}
