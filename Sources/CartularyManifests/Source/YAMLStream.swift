internal import CartularyBase

/// Reads the documents of a YAML file one by one, each within the limits of one document.
///
/// A line that begins a document cannot occur inside a value, so the file is divided before it is parsed: the parser
/// never holds more than one document.
struct YAMLStream {
  private let source: SourceText

  init(_ source: SourceText) {
    self.source = source
  }

  /// Documents before a fault are passed on; a stream stops at its first fault.
  func forEachDocument(_ body: (SourceNode) -> Void) throws(YAMLReader.Fault) {
    // Only aliases make more values than there are bytes.
    let nodeLimit = ManifestLimits.nodeCount + source.bytes.count
    let textLimit = ManifestLimits.textByteCount + source.bytes.count
    var (nodeCount, textByteCount) = (0, 0)
    for part in parts {
      guard part.bytes.count <= ManifestLimits.manifestByteCount else {
        throw YAMLReader.Fault(
          code: .tooLarge,
          message:
            "larger than \(ManifestLimits.manifestByteCount >> 20) MiB, which is the limit for a YAML document",
          mark: .place(line: part.lineOffset + 1, column: 1),
          help: "begin each record with a line '---', or write JSON Lines")
      }
      var reader = YAMLReader(
        String(decoding: source.bytes[part.bytes], as: UTF8.self), source: source, lineOffset: part.lineOffset
      )
      try reader.forEachDocument(body)
      nodeCount += reader.nodeCount
      textByteCount += reader.textByteCount
      if nodeCount > nodeLimit || textByteCount > textLimit {
        throw YAMLReader.Fault(
          code: .tooMany, message: "more values in the file, with aliases expanded, than it has bytes",
          mark: .place(line: part.lineOffset + 1, column: 1), help: YAMLReader.writtenOut)
      }
    }
  }

  /// The whole file if it has directives, which belong to the document after them.
  private var parts: [(bytes: Range<Int>, lineOffset: Int)] {
    let bytes = source.bytes
    var parts: [(bytes: Range<Int>, lineOffset: Int)] = []
    var (start, startLine) = (0, 0)
    var (lineStart, line) = (0, 0)
    var hasContent = false
    while lineStart < bytes.count {
      let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      let text = bytes[lineStart..<end]
      if text.first == UInt8(ascii: "%") { return [(0..<bytes.count, 0)] }
      if hasContent, text.starts(with: "---".utf8), text.count == 3 || Self.isBlank(text[lineStart + 3]) {
        parts.append((start..<lineStart, startLine))
        (start, startLine) = (lineStart, line)
      }
      hasContent = true
      (lineStart, line) = (end, line + 1)
    }
    return parts + [(start..<bytes.count, startLine)]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
