internal import CartularyBase
internal import CartularyModel

/// What the JSON formats have in common.
enum ExportJSON {
  /// A list of records: `[`, the records, `]`.
  static let listFrame = ExportFrame(head: "[\n", separator: ",\n", tail: "\n]\n")

  /// A value on several lines, without a line feed at its end, that is safe inside a `<script>` of a page.
  static func text(_ value: ManifestValue) -> String {
    Escape.jsonForPage(String(JSONEmitter.document(value).dropLast()))
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
