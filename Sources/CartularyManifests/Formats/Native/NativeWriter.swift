package import CartularyModel

/// Writes records as native manifests, with the keys in the order of Docs/MANIFEST.md.
///
/// What is written is read back as an equal record, except for whitespace around texts, empty texts, and an
/// invisible byte order mark at the beginning of a text. Required keys without a value are written empty, so that the
/// checker reports them; a missing description stays missing.
package enum NativeWriter {
  /// A YAML document, ending in a line feed.
  package static func yaml(_ dataset: Dataset) -> String {
    yaml(ManifestMap.write(dataset, keys: NativeKeys.dataset))
  }

  /// A JSON object on several lines, ending in a line feed.
  package static func json(_ dataset: Dataset) -> String {
    JSONEmitter.document(ManifestMap.write(dataset, keys: NativeKeys.dataset))
  }

  static func yaml(_ value: ManifestValue) -> String {
    let text = YAMLEmitter().document(value)
    guard YAMLReader.isRefusedForAliases(text) else { return text }
    return YAMLEmitter(escapesAmpersands: true).document(value)
  }
}
