internal import CartularyBase
internal import Foundation
internal import Yams

/// Reads YAML into nodes, with scalars as the text that was typed.
///
/// Only `Parser.nextRoot` is used, which is `compose`: Yams' `load` and its decoder hang on alias bombs and
/// trap on lists as keys. Aliases share nodes, and the walk below counts them as they expand.
struct YAMLReader {
  private let text: String
  private let source: SourceText
  /// How many lines of the file come before the text.
  private let lineOffset: Int
  /// Of what was read so far, with aliases expanded.
  private(set) var nodeCount = 0
  private(set) var textByteCount = 0

  struct Fault: Error {
    let code: ManifestDiagnostic.Code
    let message: String
    let mark: SourceMark?
    var length = 1
    var help: String?
  }

  /// - Parameter lineOffset: How many lines of the file come before the text.
  init(_ text: String, source: SourceText, lineOffset: Int = 0) {
    self.lineOffset = lineOffset
    // libyaml does not accept a byte order mark in text, and it is invisible in editors.
    self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    self.source = source
  }

  /// Reads every document of the stream.
  ///
  /// Documents before a fault are passed on; a stream stops at its first syntax error.
  mutating func forEachDocument(_ body: (SourceNode) -> Void) throws(Fault) {
    try refuseAliasesAsKeys()
    do {
      let parser = try Yams.Parser(yaml: text)
      while let root = try parser.nextRoot() {
        body(try convert(root, depth: 0))
      }
    } catch let fault as Fault {
      throw fault
    } catch let error as YamlError {
      throw fault(from: error)
    } catch {
      throw Fault(code: .invalidYAML, message: "not YAML", mark: nil)
    }
  }

  /// Whether a text would be refused for aliases as keys, even if it has none.
  static func isRefusedForAliases(_ text: String) -> Bool {
    do throws(Fault) {
      try YAMLReader(text, source: SourceText(bytes: [])).refuseAliasesAsKeys()
      return false
    } catch {
      return true
    }
  }

  static let writtenOut = "write the repeated part out where it is needed"

  // MARK: - Nodes

  private mutating func convert(_ node: Node, depth: Int) throws(Fault) -> SourceNode {
    let mark = mark(node.mark)
    nodeCount += 1
    if nodeCount > ManifestLimits.nodeCount || textByteCount > ManifestLimits.textByteCount {
      throw Fault(
        code: .tooMany,
        message: "more than \(ManifestLimits.nodeCount) values, counted with aliases expanded",
        mark: mark, help: Self.writtenOut)
    }
    if depth > ManifestLimits.depth {
      throw Fault(code: .tooDeep, message: "nested deeper than \(ManifestLimits.depth) levels", mark: mark)
    }
    switch node {
    case .scalar(let scalar):
      textByteCount += scalar.string.utf8.count
      return SourceNode(content: Self.isNull(scalar) ? .null : .scalar(scalar.string), mark: mark)
    case .sequence(let sequence):
      var items: [SourceNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return SourceNode(content: .list(items), mark: mark)
    case .mapping(let mapping):
      return SourceNode(content: .map(try entries(of: mapping, depth: depth)), mark: mark)
    case .alias:
      throw Fault(code: .invalidYAML, message: "an alias without an anchor", mark: mark)
    }
  }

  private mutating func entries(of mapping: Node.Mapping, depth: Int) throws(Fault) -> [SourceEntry] {
    guard mapping.count <= ManifestLimits.keyCount else {
      throw Fault(
        code: .tooMany, message: "more than \(ManifestLimits.keyCount) keys in one map",
        mark: mark(mapping.mark))
    }
    var entries: [SourceEntry] = []
    for (key, value) in mapping {
      let keyMark = mark(key.mark)
      guard case .scalar(let name) = key else {
        throw Fault(
          code: .unusableKey, message: "a list or map as a key", mark: keyMark, help: "keys are plain text")
      }
      if name.string == "<<", name.style == .plain {
        throw Fault(
          code: .mergeKey, message: "merge keys are not read", mark: keyMark, length: 2,
          help: "write the keys out where they belong")
      }
      entries.append(
        SourceEntry(key: name.string, keyMark: keyMark, value: try convert(value, depth: depth + 1)))
    }
    return entries
  }

  private func mark(_ mark: Mark?) -> SourceMark {
    mark.map { .place(line: $0.line + lineOffset, column: $0.column) } ?? .offset(0)
  }

  /// YAML 1.2's core rules: an empty plain scalar, `~` and `null` are null; quoted text never is.
  private static func isNull(_ scalar: Node.Scalar) -> Bool {
    guard scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  // MARK: - Faults

  /// An alias or a collection as a key makes Yams hash everything that it expands to, which has no
  /// bound. No manifest needs one, so if there are any anchors and aliases, the text is searched
  /// first for what could be such a key: it is better to refuse a harmless text than to read one that never ends.
  private func refuseAliasesAsKeys() throws(Fault) {
    var line = lineOffset + 1
    for document in Self.documents(of: Array(text.utf8)) {
      try refuseAliasesAsKeys(in: document, from: line)
      line += document.count { $0 == UInt8(ascii: "\n") }
    }
  }

  /// The text up to each line that begins a document: names of anchors hold within one. No such line can occur
  /// inside a value.
  private static func documents(of bytes: [UInt8]) -> [[UInt8]] {
    var documents: [[UInt8]] = []
    var (start, index) = (0, 0)
    while let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
      index = end + 1
      if bytes[index...].starts(with: "---".utf8), isBlank(bytes, index + 3) {
        documents.append(Array(bytes[start..<index]))
        start = index
      }
    }
    return documents + [Array(bytes[start...])]
  }

  private func refuseAliasesAsKeys(in bytes: [UInt8], from firstLine: Int) throws(Fault) {
    // Prose has both characters too ("R&D", "**bold**:"); only if a name follows both is it an alias.
    let anchors = Self.names(in: bytes, after: UInt8(ascii: "&"))
    guard !anchors.isDisjoint(with: Self.names(in: bytes, after: UInt8(ascii: "*"))) else { return }
    var line = firstLine
    var lineStart = 0
    // What comes before it on the line, ignoring spaces.
    var previous: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var end: Int?
      switch byte {
      case UInt8(ascii: "\n"):
        (line, lineStart, previous) = (line + 1, index + 1, nil)
        index += 1
        continue
      case UInt8(ascii: "]"), UInt8(ascii: "}"): end = index + 1
      case UInt8(ascii: "*"): end = Self.endOfName(in: bytes, from: index + 1)
      case UInt8(ascii: "?")
      where Self.isBlank(bytes, index + 1) && previous.map { "-{[,:?".utf8.contains($0) } ?? true:
        throw Self.unusableKey(line, column(of: index, from: lineStart, in: bytes))
      default: break
      }
      if let end {
        var next = end
        while next < bytes.count, Self.isBlank(bytes, next), bytes[next] != UInt8(ascii: "\n") { next += 1 }
        if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
          throw Self.unusableKey(line, column(of: index, from: lineStart, in: bytes))
        }
      }
      if !Self.isBlank(bytes, index) { previous = byte }
      index += 1
    }
  }

  private static func unusableKey(_ line: Int, _ column: Int) -> Fault {
    Fault(
      code: .unusableKey, message: "an alias or a collection as a key",
      mark: .place(line: line, column: column),
      help: "keys are plain text; quote text that looks like this, or avoid anchors")
  }

  private func column(of index: Int, from lineStart: Int, in bytes: [UInt8]) -> Int {
    String(decoding: bytes[lineStart..<index], as: UTF8.self).unicodeScalars.count + 1
  }

  /// The end of an anchor's or alias's name; `nil` if there is none. Names are what libyaml accepts as such.
  private static func endOfName(in bytes: [UInt8], from start: Int) -> Int? {
    var end = start
    while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
    return end > start ? end : nil
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
  }

  private static func names(in bytes: [UInt8], after sign: UInt8) -> Set<ArraySlice<UInt8>> {
    var names: Set<ArraySlice<UInt8>> = []
    for (index, byte) in bytes.enumerated() where byte == sign {
      if let end = endOfName(in: bytes, from: index + 1) { names.insert(bytes[(index + 1)..<end]) }
    }
    return names
  }

  /// Spaces, tabs, line ends and the end of the text.
  private static func isBlank(_ bytes: [UInt8], _ index: Int) -> Bool {
    index >= bytes.count || bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index])
  }

  private func fault(from error: YamlError) -> Fault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let isDeep = problem.contains("nesting")
      return Fault(
        code: isDeep ? .tooDeep : .invalidYAML,
        message: isDeep ? "nested deeper than \(ManifestLimits.depth) levels" : problem,
        mark: self.mark(mark), help: Self.help(for: problem))
    case .reader(let problem, _, let value, _):
      let character = value > 0 ? " (U+\(String(value, radix: 16, uppercase: true)))" : ""
      return Fault(
        code: .notText, message: problem + character, mark: offsetOfControl().map(SourceMark.offset))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return Fault(
        code: .duplicateKey, message: "duplicate key '\(key.prefix(80))'",
        mark: secondPlace(of: key, from: context.mark), length: key.unicodeScalars.count,
        help: "keep one of them")
    case .memory:
      return Fault(code: .tooMany, message: "not enough memory to read this", mark: nil)
    default:
      return Fault(code: .invalidYAML, message: "not YAML", mark: nil)
    }
  }

  private static func help(for problem: String) -> String? {
    if problem.contains("mapping values are not allowed") { return "quote a text that contains ': '" }
    if problem.contains("cannot start any token") {
      return "indent with spaces, and quote a text that begins with @, ` or %"
    }
    if problem.contains("could not find expected ':'") { return "is there a ':' and a blank after each key?" }
    return nil
  }

  private func offsetOfControl() -> Int? {
    source.bytes.firstIndex { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }
  }

  /// Yams reports the first of two equal keys; the second is the one to look at. In block style it
  /// is in the same column below; in flow style the first place is used.
  private func secondPlace(of key: String, from first: Mark) -> SourceMark {
    guard first.line > 0 else { return .offset(0) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indent = first.column - 1
    for (index, line) in lines.enumerated().dropFirst(first.line) where line.unicodeScalars.count > indent {
      let rest = line.unicodeScalars.dropFirst(indent)
      let before = line.unicodeScalars.prefix(indent)
      guard before.allSatisfy({ $0 == " " || $0 == "-" }) else { continue }
      for spelling in [key, "\"\(key)\"", "'\(key)'"] where String(rest).hasPrefix(spelling + ":") {
        return .place(line: index + 1 + lineOffset, column: first.column)
      }
    }
    return mark(first)
  }
}

/// Runs work that recurses deeply on a thread with room for it.
///
/// Yams composes by recursion up to libyaml's own limit of 1,000 levels, which needs more than 1 MiB of
/// stack; the threads of Swift's pool have 512 KiB.
enum LargeStackThread {
  static let byteCount = 16 << 20

  /// - Throws: `WorkThread.Refusal` if the system does not allow another thread.
  static func run<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) throws(WorkThread.Refusal) -> Result {
    try WorkThread.result(stackByteCount: byteCount, of: work)
  }
}
