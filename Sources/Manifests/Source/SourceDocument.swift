internal import DatasetModel

/// A file that has been recognised as JSON, YAML or Markdown, ready for a format to read.
struct SourceDocument: Sendable {
  enum Syntax: Sendable {
    /// JSON, read no further than its outline: formats that hold many records read them one by one.
    case json(JSONOutline)
    /// The documents of a YAML stream.
    case yaml([SourceNode])
    /// Markdown that begins with YAML.
    case markdown(MarkdownPage)
  }

  let file: SourceFile
  let syntax: Syntax

  /// Keys of the root map; empty where the root is no map.
  var rootKeys: Set<String> {
    switch syntax {
    case .json(let outline): outline.keys
    case .yaml(let documents): Set(documents.first?.entries?.map(\.key) ?? [])
    case .markdown(let page): Set(page.frontMatter.entries?.map(\.key) ?? [])
    }
  }
}

/// What stands at the top of a JSON document, found without building a tree.
struct JSONOutline: Sendable {
  /// Keys of the root object; empty for other roots.
  private(set) var keys: Set<String> = []
  /// Those of its values that are single ones.
  private(set) var scalars: [String: String] = [:]
  /// Keys whose value is an array.
  private(set) var arrays: Set<String> = []

  /// Goes through the whole document once, so that its syntax is known to be right.
  init(_ bytes: [UInt8]) throws(JSONReader.Fault) {
    var reader = JSONReader(bytes)
    guard reader.nextByte() == UInt8(ascii: "{") else {
      try reader.skipValue()
      try reader.end()
      return
    }
    var keys: Set<String> = []
    var scalars: [String: String] = [:]
    var arrays: Set<String> = []
    try reader.forEachEntry { key, keyOffset, reader throws(JSONReader.Fault) in
      guard keys.insert(key).inserted else {
        throw JSONReader.Fault(
          code: .duplicateKey, message: "duplicate key '\(key.prefix(80))'", offset: keyOffset,
          length: key.unicodeScalars.count + 2, help: "keep one of them")
      }
      guard keys.count <= ManifestLimits.keyCount else {
        throw JSONReader.Fault(
          code: .tooMany, message: "more than \(ManifestLimits.keyCount) keys in one map", offset: keyOffset)
      }
      switch reader.nextByte() {
      case UInt8(ascii: "["):
        arrays.insert(key)
        try reader.skipValue()
      case UInt8(ascii: "{"):
        try reader.skipValue()
      default:
        if let text = try reader.value().text { scalars[key] = text }
      }
    }
    try reader.end()
    (self.keys, self.scalars, self.arrays) = (keys, scalars, arrays)
  }
}
