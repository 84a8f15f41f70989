/// What comments can be attached to: every entry and item of some documents, in the order of the text.
struct AnchorTree {
  private struct Anchor {
    let line: Int
    /// The offset of its beginning, in bytes.
    let offset: Int
    /// Where its container's entries are indented.
    let indent: Int
    /// The anchor whose value it is part of; `nil` at the top of a document.
    let parent: Int?
    let document: Int
    /// Where its value begins, if that is in brackets.
    var flowStart: Int?
    var hasItems = false
    var leading: [String] = []
    var trailing: [String] = []
    var footer: [String] = []
    /// The line at which it or its first comment begins.
    var firstLine: Int
  }

  private let source: SourceText
  private var anchors: [Anchor] = []
  private(set) var scalars: [Int] = []
  /// How many `#` the scalars hold.
  private var signCount = 0
  private var headers: [[String]] = []
  private var footers: [[String]] = []
  private let blankLines: Set<Int>
  private let markerLines: [Int]
  var flowEnds: [Int: Int] = [:]

  /// Where collections in brackets begin.
  var flows: Set<Int> { Set(anchors.compactMap(\.flowStart)).union(rootFlows) }
  private var rootFlows: Set<Int> = []

  init(_ source: SourceText) {
    self.source = source
    var blank: Set<Int> = []
    var markers: [Int] = []
    var number = 0
    for line in source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { blank.insert(number) }
      if line.starts(with: "---".utf8) { markers.append(number) }
    }
    (blankLines, markerLines) = (blank, markers)
  }

  // MARK: - Nodes

  mutating func add(_ root: SourceNode) throws(ManifestLayout.Refusal) {
    headers.append([])
    footers.append([])
    let start = try begin(root)
    if start < source.bytes.count, "[{".utf8.contains(source.bytes[start]) { rootFlows.insert(start) }
    try add(itemsOf: root, parent: nil)
  }

  private mutating func add(itemsOf node: SourceNode, parent: Int?) throws(ManifestLayout.Refusal) {
    switch node.content {
    case .null, .scalar: return
    case .map(let entries):
      for entry in entries {
        let offset = try begin(SourceNode(content: .scalar(entry.key), mark: entry.keyMark))
        try add(entry.value, at: offset, mark: entry.keyMark, indentedBy: 0, parent)
      }
    case .list(let items):
      for item in items {
        try add(item, at: source.offset(of: item.mark), mark: item.mark, indentedBy: 2, parent)
      }
    }
  }

  private mutating func add(
    _ value: SourceNode, at offset: Int, mark: SourceMark, indentedBy dash: Int, _ parent: Int?
  ) throws(ManifestLayout.Refusal) {
    let line = source.line(of: mark)
    let index = anchors.count
    anchors.append(
      Anchor(
        line: line, offset: offset, indent: max(0, offset - source.startOfLine(line) - dash), parent: parent,
        document: headers.count - 1, firstLine: line))
    let start = try begin(value)
    switch value.content {
    case .null, .scalar: break
    case .list(let items):
      anchors[index].hasItems = !items.isEmpty
      if source.bytes[start] == UInt8(ascii: "[") { anchors[index].flowStart = start }
    case .map(let entries):
      anchors[index].hasItems = !entries.isEmpty
      if source.bytes[start] == UInt8(ascii: "{") { anchors[index].flowStart = start }
    }
    try add(itemsOf: value, parent: index)
  }

  /// Records a scalar, and refuses what a tree of values cannot represent.
  private mutating func begin(_ node: SourceNode) throws(ManifestLayout.Refusal) -> Int {
    let offset = source.offset(of: node.mark)
    guard !node.isNull else { return offset }
    let first = offset < source.bytes.count ? source.bytes[offset] : 0
    if first == UInt8(ascii: "&") || first == UInt8(ascii: "!") || first == UInt8(ascii: "*") {
      throw .init(
        message: "an anchor, alias or tag, which cannot be reformatted", mark: node.mark,
        help: "write out what it refers to, or leave the file as it is")
    }
    if let text = node.text {
      scalars.append(offset)
      signCount += text.utf8.count { $0 == UInt8(ascii: "#") }
      if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
        let header = source.bytes[offset...].prefix(3)
        if header.contains(where: { (0x31...0x39).contains($0) }) {
          throw .init(
            message: "a block of text with an explicit indentation digit, which cannot be reformatted",
            mark: node.mark)
        }
      }
    }
    return offset
  }

  /// Every `#` belongs to either a comment or a value; otherwise the comments were not understood.
  ///
  /// A `#` written as an escape counts in the values but not in the text, and is refused needlessly; it is
  /// rare.
  func check(_ comments: [YAMLComment]) throws(ManifestLayout.Refusal) {
    let sign = UInt8(ascii: "#")
    let inComments = comments.reduce(0) { $0 + $1.text.utf8.count { $0 == sign } }
    guard inComments + signCount == source.bytes.count(where: { $0 == sign }) else {
      throw .init(message: "comments and text could not be distinguished", mark: nil)
    }
  }

  // MARK: - Comments

  mutating func attach(_ comment: YAMLComment) {
    let next = anchors.firstIndex { $0.offset > comment.offset }
    let previous = (next ?? anchors.count) - 1
    if let inside = enclosingFlow(of: comment, from: previous) {
      if let next, isWithin(inside, next) {
        return comment.isAlone || !isOnLine(previous, comment)
          ? lead(next, comment) : anchors[previous].trailing.append(comment.text)
      }
      if !comment.isAlone, isOnLine(previous, comment) {
        anchors[previous].trailing.append(comment.text)
      } else {
        appendFooter(comment, to: inside)
      }
      return
    }
    if !comment.isAlone, previous >= 0 {
      anchors[closed(before: comment, from: previous)].trailing.append(comment.text)
      return
    }
    let isNewDocument = next.map { next in
      markerLines.contains { $0 >= comment.line && $0 <= anchors[next].line && previous >= 0 }
        && previous >= 0 && anchors[next].document != anchors[previous].document
        && !markerLines.contains { $0 <= comment.line && $0 > anchors[previous].line }
    }
    if let next, isNewDocument != true {
      if previous >= 0, let owner = deeper(than: anchors[next].indent, comment, from: previous),
        anchors[next].document == anchors[previous].document
      {
        appendFooter(comment, to: owner)
      } else {
        lead(next, comment)
      }
    } else if previous >= 0 {
      if let owner = deeper(than: -1, comment, from: previous) {
        appendFooter(comment, to: owner)
      } else {
        appendDocumentFooter(comment, anchors[previous].document)
      }
    }
  }

  private mutating func lead(_ index: Int, _ comment: YAMLComment) {
    if anchors[index].leading.isEmpty {
      anchors[index].firstLine = comment.line
    } else if blankLines.contains(comment.line - 1) {
      anchors[index].leading.append("")
    }
    anchors[index].leading.append(comment.text)
    // A blank line between the last comment and what is below it; undone by another comment.
    if blankLines.contains(comment.line + 1), isLastBefore(index, comment) {
      anchors[index].leading.append("")
    }
  }

  /// Whether there are only blank lines between a comment and what it precedes.
  private func isLastBefore(_ index: Int, _ comment: YAMLComment) -> Bool {
    comment.line + 1 < anchors[index].line
      && (comment.line + 1..<anchors[index].line).allSatisfy(blankLines.contains)
  }

  private mutating func appendFooter(_ comment: YAMLComment, to index: Int) {
    if blankLines.contains(comment.line - 1) { anchors[index].footer.append("") }
    anchors[index].footer.append(comment.text)
  }

  private mutating func appendDocumentFooter(_ comment: YAMLComment, _ document: Int) {
    if blankLines.contains(comment.line - 1) { footers[document].append("") }
    footers[document].append(comment.text)
  }

  private func isOnLine(_ index: Int, _ comment: YAMLComment) -> Bool {
    index >= 0 && anchors[index].line == comment.line
  }

  /// The innermost collection in brackets that a comment is in.
  private func enclosingFlow(of comment: YAMLComment, from previous: Int) -> Int? {
    var index: Int? = previous >= 0 ? previous : nil
    while let current = index {
      if let start = anchors[current].flowStart, start < comment.offset,
        (flowEnds[start] ?? .max) > comment.offset, anchors[current].hasItems
      {
        return current
      }
      index = anchors[current].parent
    }
    return nil
  }

  private func isWithin(_ owner: Int, _ index: Int) -> Bool {
    var current = anchors[index].parent
    while let parent = current {
      if parent == owner { return true }
      current = anchors[parent].parent
    }
    return false
  }

  /// The outermost owner of a collection in brackets that closes before a comment on its last line.
  private func closed(before comment: YAMLComment, from previous: Int) -> Int {
    var result = previous
    var current = anchors[previous].parent
    while let parent = current {
      if anchors[parent].flowStart != nil { result = parent }
      current = anchors[parent].parent
    }
    return result
  }

  /// The innermost container that ends before a comment and is indented no deeper than it.
  private func deeper(than indent: Int, _ comment: YAMLComment, from previous: Int) -> Int? {
    var current = anchors[previous].parent
    var child = previous
    while let parent = current {
      let childIndent = anchors[child].indent
      if anchors[parent].flowStart == nil, childIndent <= comment.indent, childIndent > max(indent, 0) {
        return parent
      }
      child = parent
      current = anchors[parent].parent
    }
    return nil
  }

  // MARK: - Documents

  func documents(_ roots: [SourceNode]) -> [ManifestLayout.Document] {
    var next = 0
    return roots.enumerated().map { number, root in
      let first = next
      var value = value(root, owner: nil, &next)
      value.footer = footers[number]
      var document = ManifestLayout.Document(root: value)
      if first < next, first < anchors.count { document.takeHeader() }
      return document
    }
  }

  private func value(_ node: SourceNode, owner: Int?, _ next: inout Int) -> ManifestValue {
    var value: ManifestValue
    switch node.content {
    case .null: return .null
    case .scalar(let text): return .text(text)
    case .list(let nodes):
      value = ManifestValue(content: .list(nodes.map { item("", $0, &next) }))
    case .map(let entries):
      value = ManifestValue(content: .map(entries.map { item($0.key, $0.value, &next) }))
    }
    value.isFlow = owner.map { anchors[$0].flowStart != nil } ?? false
    if let owner { value.footer = anchors[owner].footer }
    return value
  }

  private func item(_ key: String, _ node: SourceNode, _ next: inout Int) -> ManifestItem {
    let index = next
    next += 1
    let anchor = anchors[index]
    return ManifestItem(
      key: key, value: value(node, owner: index, &next), leading: anchor.leading, trailing: anchor.trailing,
      followsBlank: blankLines.contains(anchor.firstLine - 1))
  }
}

extension ManifestLayout.Document {
  /// Moves what is above the first entry and belongs to the whole file to the header: everything above a
  /// blank line, and what names the schema for editors.
  fileprivate mutating func takeHeader() {
    var items = root.items
    guard !items.isEmpty else { return }
    var leading = items[0].leading
    if let blank = leading.lastIndex(of: "") {
      header = Array(leading[..<blank])
      leading = Array(leading[(blank + 1)...])
    }
    header += leading.filter(Self.namesSchema)
    leading.removeAll(where: Self.namesSchema)
    items[0].leading = leading
    if case .list = root.content { root.content = .list(items) } else { root.content = .map(items) }
  }

  private static func namesSchema(_ comment: String) -> Bool {
    let bare = comment.drop { $0 == "#" || $0 == " " }
    return bare.hasPrefix("yaml-language-server:") || bare.hasPrefix("$schema:")
  }
}
