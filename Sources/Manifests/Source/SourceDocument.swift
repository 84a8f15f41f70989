internal import DatasetModel

/// A file that has been recognised as JSON or YAML, ready for a format to read.
struct SourceDocument: Sendable {
  enum Syntax: Sendable {
    /// JSON, read no further than its outline: formats that hold many records read them one by one.
    case json(JSONOutline)
    /// The documents of a YAML stream.
    case yaml([SourceNode])
  }

  let file: SourceFile
  let syntax: Syntax

  /// Keys of the root map; empty where the root is no map.
  var rootKeys: Set<String> {
    switch syntax {
    case .json(let outline): outline.keys
    case .yaml(let documents): Set(documents.first?.entries?.map(\.key) ?? [])
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
  /// Where the root is an array: the keys of its first item, if that is an object.
  private(set) var itemKeys: Set<String> = []
  /// What the root object, or the first item of the root array, says of the format of the document.
  private(set) var telling: [String: SourceNode] = [:]

  private static let tellingKeys: Set = ["@context", "@type", "conformsTo", "dct:conformsTo"]

  /// Goes through the whole document once, so that its syntax is known to be right.
  init(_ bytes: [UInt8]) throws(JSONReader.Fault) {
    var reader = JSONReader(bytes)
    switch reader.nextByte() {
    case UInt8(ascii: "{"):
      self = try Self.ofObject(&reader)
    case UInt8(ascii: "["):
      var first: JSONOutline?
      try reader.forEachItem { reader throws(JSONReader.Fault) in
        if first == nil, reader.nextByte() == UInt8(ascii: "{") {
          first = try Self.ofObject(&reader)
        } else {
          try reader.skipValue()
        }
      }
      if let first { (itemKeys, telling) = (first.keys, first.telling) }
    default:
      try reader.skipValue()
    }
    try reader.end()
  }

  private init() {}

  private static func ofObject(_ reader: inout JSONReader) throws(JSONReader.Fault) -> JSONOutline {
    var outline = JSONOutline()
    try reader.forEachEntry { key, keyOffset, reader throws(JSONReader.Fault) in
      guard outline.keys.insert(key).inserted else {
        throw JSONReader.Fault(
          code: .duplicateKey, message: "duplicate key '\(key.prefix(80))'", offset: keyOffset,
          length: key.unicodeScalars.count + 2, help: "keep one of them")
      }
      guard outline.keys.count <= ManifestLimits.keyCount else {
        throw JSONReader.Fault(
          code: .tooMany, message: "more than \(ManifestLimits.keyCount) keys in one map", offset: keyOffset)
      }
      let opening = reader.nextByte()
      if opening == UInt8(ascii: "[") { outline.arrays.insert(key) }
      let isSingle = opening != UInt8(ascii: "[") && opening != UInt8(ascii: "{")
      guard isSingle || tellingKeys.contains(key) else { return try reader.skipValue() }
      let value = try reader.value()
      if let text = value.text { outline.scalars[key] = text }
      if tellingKeys.contains(key) { outline.telling[key] = value }
    }
    return outline
  }
}
