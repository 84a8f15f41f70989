internal import CartularyBase
internal import Synchronization

/// A page of Markdown that begins with YAML: a card or an entry of a catalog.
struct MarkdownPage: Sendable {
  /// What is between the two lines of hyphens, with its places in the whole file.
  let frontMatter: SourceNode
  let body: MarkdownBody

  /// Where front matter ends, in bytes.
  struct Division {
    /// From the start of the file to the line that closes the front matter, without that line.
    let frontMatter: Range<Int>
    /// The first byte of the body.
    let bodyStart: Int
  }

  /// Whether some bytes begin as a page with front matter does.
  static func begins(_ bytes: some Sequence<UInt8>) -> Bool {
    let start = Array(bytes.prefix(8))
    let bare = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
    guard bare.starts(with: "---".utf8) else { return false }
    return bare.dropFirst(3).first.map { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 } ?? false
  }

  /// - Returns: `nil` if the first line is not `---`, or no other line is `---` or `...`.
  static func division(of bytes: [UInt8]) -> Division? {
    guard begins(bytes) else { return nil }
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lineNumber = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var line = bytes[start..<end]
      while let last = line.last, last == 0x0D || last == 0x20 || last == 0x09 { line.removeLast() }
      let isFence = line.elementsEqual("---".utf8) || (lineNumber > 1 && line.elementsEqual("...".utf8))
      if lineNumber == 1, !isFence { return nil }
      if lineNumber > 1, isFence {
        return Division(frontMatter: 0..<start, bodyStart: min(end + 1, bytes.count))
      }
      start = end + 1
      lineNumber += 1
    }
    return nil
  }
}

/// The prose of a page, found by its headings.
struct MarkdownBody: Sendable {
  private let lines: [Substring]
  /// Index of each heading's line, its level and its text. Lines within code fences do not count.
  private let headings: [(line: Int, level: Int, text: String)]
  private let read = ReadLines()

  init(_ text: String) {
    var lines: [Substring] = []
    var headings: [(line: Int, level: Int, text: String)] = []
    var isCode = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let bare = line.drop { $0 == " " }
      if bare.hasPrefix("```") || bare.hasPrefix("~~~") { isCode.toggle() }
      if !isCode, let heading = Self.heading(line) {
        headings.append((lines.count, heading.level, heading.text))
      }
      lines.append(line)
    }
    (self.lines, self.headings) = (lines, headings)
  }

  /// The text of the first heading of the first level.
  var title: String? { headings.first { $0.level == 1 }.flatMap { SourceNode.nonEmpty($0.text) } }

  /// The lines below a heading with their text, up to the next one of its level or above, counted as read.
  ///
  /// - Returns: Empty if there is no such heading.
  func lines(of name: String) -> [Substring] { range(of: name).map { Array(lines[$0]) } ?? [] }

  /// What is below a heading, up to the next one of its level or above. Case and closing colons do not matter.
  ///
  /// - Returns: `nil` if there is no such heading, or nothing but placeholders below it.
  func section(_ name: String) -> String? {
    range(of: name).flatMap { text(of: $0) }
  }

  private func range(of name: String) -> Range<Int>? {
    guard let index = headings.firstIndex(where: { FoldedText.letters($0.text) == FoldedText.letters(name) })
    else { return nil }
    let next = headings[(index + 1)...].first { $0.level <= headings[index].level }
    return (headings[index].line + 1)..<(next?.line ?? lines.count)
  }

  /// The same without some lines, which stay unread.
  ///
  /// - Parameters:
  ///   - isOwn: Without what is below further headings.
  ///   - keeps: Whether a line is wanted; asked for each in turn.
  func section(_ name: String, isOwn: Bool = false, where keeps: (Substring) -> Bool) -> String? {
    guard let range = range(of: name) else { return nil }
    let next = isOwn ? headings.first { range.contains($0.line) }?.line : nil
    return text(of: range.lowerBound..<(next ?? range.upperBound), where: keeps)
  }

  /// The text before the first heading, or after the title up to the second.
  var introduction: String? { introduction { _ in true } }

  func introduction(where keeps: (Substring) -> Bool) -> String? {
    let first = headings.first
    if let before = text(of: 0..<(first?.line ?? lines.count), where: keeps) { return before }
    guard let first, first.level == 1 else { return nil }
    return text(of: (first.line + 1)..<(headings.dropFirst().first?.line ?? lines.count), where: keeps)
  }

  /// What follows `- **Name:**` on its line.
  func labelled(_ name: String) -> String? {
    let wanted = FoldedText.letters(name)
    for (index, line) in lines.enumerated() {
      let bare = line.drop { $0 == " " || $0 == "-" || $0 == "*" }
      guard let end = bare.firstRange(of: "**") else { continue }
      let label = bare[..<end.lowerBound]
      guard FoldedText.letters(String(label)) == wanted else { continue }
      var rest = bare[end.upperBound...]
      while let first = rest.first, first == ":" || first.isWhitespace { rest = rest.dropFirst() }
      read.add([index])
      return Placeholder.told(String(rest))
    }
    return nil
  }

  /// The text between headings that nobody asked for, by the heading above it; "" for what comes before the first.
  /// Lines that only lead to another place of the same page, and placeholders, are left out.
  var unread: [(heading: String, text: String)] {
    let read = read.all
    var found: [(heading: String, text: String)] = []
    let starts = [(line: -1, text: "")] + headings.map { (line: $0.line, text: $0.text) }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].line : lines.count
      let rest = ((start.line + 1)..<end).filter { !read.contains($0) && !Self.isNavigation(lines[$0]) }
      let text = SourceNode.trim(rest.map { lines[$0] }.joined(separator: "\n"))
      if !Placeholder.isSilent(text) { found.append((start.text, text)) }
    }
    return found
  }

  /// A line of a table of contents.
  static func isNavigation(_ line: some StringProtocol) -> Bool {
    guard let link = line.firstRange(of: "](#") else { return false }
    let before = line[..<link.lowerBound].drop { " -*+[".contains($0) || $0.isWhitespace }
    let after = line[link.upperBound...].drop { $0 != ")" }.dropFirst()
    return !before.contains("](") && after.allSatisfy(\.isWhitespace) && before.count < 120
  }

  private func text(of range: Range<Int>, where keeps: (Substring) -> Bool = { _ in true }) -> String? {
    let kept = range.filter { keeps(lines[$0]) }
    guard let text = Placeholder.told(kept.map { lines[$0] }.joined(separator: "\n")) else { return nil }
    read.add(kept)
    return text
  }

  private static func heading(_ line: Substring) -> (level: Int, text: String)? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first?.isWhitespace == true else { return nil }
    var text = line.dropFirst(level)
    while text.last == "#" || text.last?.isWhitespace == true { text.removeLast() }
    return (level, SourceNode.trim(String(text)))
  }
}

/// The lines of a page that a reader asked for: copies of the page share them.
private final class ReadLines: Sendable {
  private let lines = Mutex<Set<Int>>([])

  func add(_ numbers: [Int]) { lines.withLock { $0.formUnion(numbers) } }

  var all: Set<Int> { lines.withLock { $0 } }
}
