/// A comment of a YAML text.
struct YAMLComment: Equatable {
  /// From 1.
  let line: Int
  /// Of the `#`, in bytes from the start of the text.
  let offset: Int
  /// In bytes from the start of its line.
  let indent: Int
  /// From the `#` to the end of the line, without trailing whitespace.
  let text: String
  /// Whether there is nothing but spaces, or `---`, before it on its line.
  let isAlone: Bool
}

/// Finds the comments of a YAML text whose nodes are known.
///
/// A `#` after a space begins a comment, except in quoted text and in blocks of text; both are known
/// from the nodes. `ManifestLayout` checks the result against the nodes again.
struct YAMLComments {
  let comments: [YAMLComment]
  /// Where each collection in brackets ends, by where it begins; in bytes.
  let flowEnds: [Int: Int]

  /// - Parameters:
  ///   - scalars: Where the scalars of the text begin, in bytes, ascending.
  ///   - flows: Where its collections in brackets begin.
  init(_ bytes: [UInt8], scalars: [Int], flows: Set<Int>) {
    var comments: [YAMLComment] = []
    var flowEnds: [Int: Int] = [:]
    var openFlows: [Int] = []
    var scalars = scalars[...]
    var offset = 0
    var line = 1
    var lineStart = 0
    func advance(to end: Int) {
      while offset < end {
        if bytes[offset] == UInt8(ascii: "\n") { (line, lineStart) = (line + 1, offset + 1) }
        offset += 1
      }
    }
    while offset < bytes.count {
      while let next = scalars.first, next < offset { scalars.removeFirst() }
      let isScalar = scalars.first == offset
      switch bytes[offset] {
      case UInt8(ascii: "\"") where isScalar, UInt8(ascii: "'") where isScalar:
        advance(to: Self.endOfQuoted(bytes, from: offset))
        continue
      case UInt8(ascii: "|") where isScalar, UInt8(ascii: ">") where isScalar:
        // The rest of the header may be a comment.
        let content = Self.content(bytes, after: offset)
        while offset < content.lowerBound {
          if Self.isComment(bytes, offset) {
            comments.append(Self.comment(bytes, offset, line, lineStart))
            break
          }
          advance(to: offset + 1)
        }
        advance(to: content.upperBound)
        continue
      case _ where flows.contains(offset):
        openFlows.append(offset)
      case UInt8(ascii: "]") where !openFlows.isEmpty, UInt8(ascii: "}") where !openFlows.isEmpty:
        flowEnds[openFlows.removeLast()] = offset + 1
      case UInt8(ascii: "#") where Self.isComment(bytes, offset):
        comments.append(Self.comment(bytes, offset, line, lineStart))
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
        continue
      default: break
      }
      advance(to: offset + 1)
    }
    (self.comments, self.flowEnds) = (comments, flowEnds)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isComment(_ bytes: [UInt8], _ offset: Int) -> Bool {
    bytes[offset] == UInt8(ascii: "#") && (offset == 0 || isBlank(bytes[offset - 1]))
  }

  private static func comment(_ bytes: [UInt8], _ offset: Int, _ line: Int, _ lineStart: Int) -> YAMLComment {
    var end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    while end > offset, isBlank(bytes[end - 1]) { end -= 1 }
    let before = bytes[lineStart..<offset].filter { !isBlank($0) }
    return YAMLComment(
      line: line, offset: offset, indent: offset - lineStart,
      text: String(decoding: bytes[offset..<end], as: UTF8.self),
      isAlone: before.isEmpty || before == Array("---".utf8))
  }

  private static func endOfQuoted(_ bytes: [UInt8], from start: Int) -> Int {
    let quote = bytes[start]
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 2
      } else if bytes[index] == quote {
        guard quote == UInt8(ascii: "'"), index + 1 < bytes.count, bytes[index + 1] == quote else {
          return index + 1
        }
        index += 2
      } else {
        index += 1
      }
    }
    return bytes.count
  }

  /// The lines of a block of text: those that are empty or indented like its first one, after the header.
  private static func content(_ bytes: [UInt8], after header: Int) -> Range<Int> {
    let start = bytes[header...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    var end = start
    var wanted: Int?
    while end < bytes.count {
      let lineEnd = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let indent = bytes[end..<lineEnd].prefix { $0 == 0x20 }.count
      let isEmpty = bytes[end..<lineEnd].allSatisfy(isBlank)
      if !isEmpty {
        if let wanted, indent < wanted { break }
        // At the left margin nothing belongs to a block: a key or an item comes before it.
        if wanted == nil, indent == 0 { break }
        wanted = wanted ?? indent
      }
      end = min(lineEnd + 1, bytes.count)
    }
    return start..<end
  }
}
