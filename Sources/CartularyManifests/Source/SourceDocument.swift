internal import CartularyModel

/// A file that has been recognised as JSON, YAML or Markdown, ready for a format to read.
struct SourceDocument: Sendable {
  enum Syntax: Sendable {
    /// JSON, with only its outline read: formats that hold many records read them one by one.
    case json(JSONOutline)
    /// The documents of a YAML stream.
    case yaml([SourceNode])
    /// Markdown that begins with YAML.
    case markdown(MarkdownPage)
  }

  let file: SourceFile
  let syntax: Syntax
  /// The top level; of a YAML stream, that of its first document. Empty for Markdown, whose front
  /// matter is for its own formats to look at.
  let outline: JSONOutline

  init(file: SourceFile, syntax: Syntax) {
    (self.file, self.syntax) = (file, syntax)
    outline =
      switch syntax {
      case .json(let outline): outline
      case .yaml(let documents): documents.first.map(JSONOutline.init) ?? JSONOutline()
      case .markdown: JSONOutline()
      }
  }
}

extension SourceDocument {
  /// Reads the document from its start, if it is JSON.
  var reader: JSONReader {
    JSONReader(file.bytes, acceptsNaN: outline.firstNaN != nil, isLines: outline.isLines)
  }
}

/// The top level of a document, found without building a tree.
struct JSONOutline: Sendable {
  /// Whether the file is JSON Lines, which is read as a list.
  private(set) var isLines = false
  /// Keys of the root object; empty for other roots.
  private(set) var keys: Set<String> = []
  /// Those of its values that are scalars.
  private(set) var scalars: [String: String] = [:]
  /// Keys whose value is an array.
  private(set) var arrays: Set<String> = []
  /// By key of the root object: the contents of its object, or of the first object of its array.
  private(set) var members: [String: MapOutline] = [:]
  /// The contents of the object that a root array begins with.
  private(set) var firstItem: MapOutline?
  /// What the root object, or the first item of the root array, says about the format of the document.
  private(set) var telling: [String: SourceNode] = [:]
  /// The first `NaN`, in bytes: not valid JSON, but read as `null` in formats that are known to have it.
  private(set) var firstNaN: Int?

  /// The keys of an object, and those of its values that are scalars.
  struct MapOutline: Sendable {
    fileprivate(set) var keys: Set<String> = []
    fileprivate(set) var scalars: [String: String] = [:]
    fileprivate(set) var telling: [String: SourceNode] = [:]
  }

  private static let tellingKeys: Set = ["@context", "@type", "conformsTo", "dct:conformsTo"]

  init() {}

  /// Reads the whole document once, so that its syntax is known to be valid.
  ///
  /// - Parameter isLines: Whether the file may be JSON Lines. Where its second line begins a record after a whole one
  ///   in the first, it is nothing else.
  init(_ bytes: [UInt8], isLines: Bool = false) throws(JSONReader.Fault) {
    self.isLines = Self.beginsWithLines(bytes) || isLines && Self.firstByte(of: bytes) == UInt8(ascii: "{")
    var reader = JSONReader(bytes, acceptsNaN: true, isLines: self.isLines)
    switch reader.nextByte() {
    case UInt8(ascii: "{"):
      var arrays: Set<String> = []
      var members: [String: MapOutline] = [:]
      let root = try Self.map(&reader) { key, reader throws(JSONReader.Fault) in
        if reader.nextByte() == UInt8(ascii: "[") { arrays.insert(key) }
        members[key] = try Self.firstMap(&reader)
      }
      (keys, scalars, self.arrays, self.members) = (root.keys, root.scalars, arrays, members)
      telling = root.telling
    case UInt8(ascii: "["):
      firstItem = try Self.firstMap(&reader)
      telling = firstItem?.telling ?? [:]
    default:
      try reader.skipValue()
    }
    try reader.end()
    firstNaN = reader.firstNaN
  }

  private static func firstByte(of bytes: [UInt8]) -> UInt8? {
    var reader = JSONReader(bytes)
    return reader.nextByte()
  }

  private static func beginsWithLines(_ bytes: [UInt8]) -> Bool {
    guard firstByte(of: bytes) == UInt8(ascii: "{"), let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      return false
    }
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    let last = bytes[..<end].last { !isBlank($0) }
    return last == UInt8(ascii: "}") && bytes[end...].first { !isBlank($0) } == UInt8(ascii: "{")
  }

  /// The same for a tree.
  init(_ node: SourceNode) {
    func outline(_ node: SourceNode?) -> MapOutline? {
      guard let entries = node?.entries else { return nil }
      var outline = MapOutline(keys: Set(entries.map(\.key)))
      for entry in entries {
        outline.scalars[entry.key] = entry.value.glance
        if Self.tellingKeys.contains(entry.key) { outline.telling[entry.key] = entry.value }
      }
      return outline
    }
    guard let root = outline(node) else {
      firstItem = outline(node.items.first)
      telling = firstItem?.telling ?? [:]
      return
    }
    (keys, scalars, telling) = (root.keys, root.scalars, root.telling)
    for entry in node.entries ?? [] {
      if case .list = entry.value.content { arrays.insert(entry.key) }
      members[entry.key] = outline(entry.value.items.first)
    }
  }

  /// Reads an object's keys and scalars; other values are left to `body`, or skipped.
  private static func map(
    _ reader: inout JSONReader,
    _ body: (String, inout JSONReader) throws(JSONReader.Fault) -> Void = {
      _, reader throws(JSONReader.Fault) in try reader.skipValue()
    }
  ) throws(JSONReader.Fault) -> MapOutline {
    var outline = MapOutline()
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
      if tellingKeys.contains(key) {
        var copy = reader
        outline.telling[key] = try copy.value()
      }
      switch reader.nextByte() {
      case UInt8(ascii: "["), UInt8(ascii: "{"): try body(key, &reader)
      default: if let text = try reader.value().text { outline.scalars[key] = text }
      }
    }
    return outline
  }

  /// Reads an object, or an array's first item if that is an object, and skips the rest.
  private static func firstMap(_ reader: inout JSONReader) throws(JSONReader.Fault) -> MapOutline? {
    if reader.nextByte() == UInt8(ascii: "{") { return try map(&reader) }
    var first: MapOutline?
    var isFirst = true
    try reader.forEachItem { reader throws(JSONReader.Fault) in
      if isFirst, reader.nextByte() == UInt8(ascii: "{") {
        first = try map(&reader)
      } else {
        try reader.skipValue()
      }
      isFirst = false
    }
    return first
  }
}
