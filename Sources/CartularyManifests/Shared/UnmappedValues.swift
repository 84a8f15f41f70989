/// Collects what a source said that has no field, by its path in the source.
struct UnmappedValues {
  private var values: [String: String] = [:]
  /// By path: each value once, with the parts that have it.
  private var shared: [String: [(value: String, owners: [String])]] = [:]
  private var positions: [String: [String: Int]] = [:]

  /// All of it; `nil` if there is nothing. No text is longer than a field may be: the record's source is
  /// kept whole as well.
  var texts: [String: String]? {
    var texts = values
    for (path, entries) in shared {
      let lines = entries.map { entry in
        let owners = entry.owners.filter { !$0.isEmpty }.joined(separator: ", ")
        return owners.isEmpty ? entry.value : "\(owners): \(entry.value)"
      }
      texts[path] = ([texts[path]].compactMap { $0 } + lines).joined(separator: "; ")
    }
    for (path, text) in texts where text.utf8.count > ManifestLimits.cellByteCount {
      texts[path] = Self.cut(text)
    }
    return texts.isEmpty ? nil : texts
  }

  mutating func add(_ rest: [String: String]?, under path: String? = nil) {
    for (key, text) in rest ?? [:] { values[path.map { $0 + "." + key } ?? key] = text }
  }

  /// - Parameter node: A value that has no field. Blank values are not kept.
  mutating func add(_ node: SourceNode?, at path: String) {
    guard let node, !node.isBlank else { return }
    values[path] = node.compactText
  }

  /// One property of one of many parts, such as the format of a column: parts with the same value are kept
  /// together.
  mutating func add(_ value: String, of owner: String, at path: String) {
    if let position = positions[path]?[value] {
      guard shared[path]?[position].owners.contains(owner) == false else { return }
      shared[path]?[position].owners.append(owner)
    } else {
      positions[path, default: [:]][value] = shared[path]?.count ?? 0
      shared[path, default: []].append((value, [owner]))
    }
  }

  mutating func add(_ rest: [String: String]?, of owner: String, under path: String) {
    for (key, text) in rest ?? [:] { add(text, of: owner, at: path + "." + key) }
  }

  /// The paths of texts that were cut, sorted: of those the source has more than the record.
  static func cutPaths(in texts: [String: String]?) -> [String] {
    (texts ?? [:]).filter { isCut($0.value) }.map(\.key).sorted()
  }

  /// A text that was cut in a part is as long as a field may be, and so are all texts that it was put into.
  private static func isCut(_ text: String) -> Bool {
    // No character of UTF-8 has more than four bytes.
    text.utf8.count > ManifestLimits.cellByteCount - 4 && text.utf8.count <= ManifestLimits.cellByteCount
      && text.utf8.suffix(3).elementsEqual("…".utf8)
  }

  private static func cut(_ text: String) -> String {
    var bytes = text.utf8.prefix(ManifestLimits.cellByteCount - 3)
    while let last = bytes.last, last & 0xC0 == 0x80 { bytes = bytes.dropLast() }
    // Without the first byte of a character whose other bytes were cut off.
    if let last = bytes.last, last & 0x80 != 0 { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self) + "…"
  }
}
