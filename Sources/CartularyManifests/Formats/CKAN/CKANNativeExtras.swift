internal import CartularyBase
internal import CartularyModel

/// Keys of a record for which CKAN and its extensions have no field, as extras under their own names.
///
/// A value is written as the manifest has it: text as it is, lists and maps as JSON within text. Only packages that came from
/// us are read so, as such a name says nothing certain elsewhere.
struct CKANNativeExtras {
  /// Which keys those are.
  let keys: [ManifestKey<Dataset>]

  func entries(_ dataset: Dataset) -> [(key: String, value: String)] {
    keys.compactMap { key in key.write(dataset).map { (Self.name(of: key), Self.text($0)) } }
  }

  /// Reads what `entries` wrote; what cannot be read is kept.
  func read(_ fields: inout SourceFields, into dataset: inout Dataset) {
    for key in keys {
      guard let stated = fields.value(Self.name(of: key)) else { continue }
      let node = Self.value(of: stated)
      var read = dataset
      var report = SourceReport(file: "", text: SourceText(bytes: Array(stated.compactText.utf8)))
      key.read(node, &read, &report)
      if report.hasErrors {
        fields.keep(Self.name(of: key))
      } else {
        stated.markAllAsRead()
        dataset = read
      }
    }
  }

  private static func name(of key: ManifestKey<Dataset>) -> String { key.name.replacing("-", with: "_") }

  private static func text(_ value: ManifestValue) -> String {
    if case .scalar(let text, .text) = value.content, !isJSON(text) { return text }
    return JSONEmitter.line(value)
  }

  private static func value(of node: SourceNode) -> SourceNode {
    guard let text = node.glance, isJSON(text) else { return node }
    return CKANExtras.json(text) ?? node
  }

  /// Whether a text begins as a list, a map or a text of JSON does.
  private static func isJSON(_ text: String) -> Bool { text.first.map { "[{\"".contains($0) } ?? false }
}
