/// Writes trees as YAML: two spaces per level, lists indented, short collections on one line.
struct YAMLEmitter {
  /// See `YAMLScalar.line`.
  var escapesAmpersands = false

  /// Returns the text of a document, ending in a line feed.
  func document(_ value: ManifestValue) -> String {
    var lines = block(value, indent: 0)
    if lines.isEmpty { lines = [value.items.isEmpty && !value.isScalar ? flow(value) : inline(value)] }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Blocks

  /// The lines of a collection that is not on one line.
  private func block(_ value: ManifestValue, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    for (index, item) in value.items.enumerated() {
      var item = item
      var body: [String]
      if case .list = value.content {
        body = listItem(&item, indent: indent)
      } else {
        body = entry(item, indent: indent)
      }
      append(item.trailing.dropFirst(), to: &body, margin)
      if index > 0, item.followsBlank { lines.append("") }
      append(item.leading[...], to: &lines, margin)
      lines += body
    }
    append(value.footer[...], to: &lines, margin)
    return lines
  }

  private func append(_ comments: ArraySlice<String>, to lines: inout [String], _ margin: String) {
    for comment in comments { lines.append(comment.isEmpty ? "" : margin + comment) }
  }

  private func entry(_ item: ManifestItem, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let key = YAMLScalar.key(item.key, isFlow: false, escapesAmpersands: escapesAmpersands)
      .split(separator: "\n", omittingEmptySubsequences: false).map { margin + $0 }
    return key.dropLast() + rest(of: item, after: key[key.count - 1], indent: indent)
  }

  /// An item of a list. Comments of its first entry move above the dash, where they are allowed.
  private func listItem(_ item: inout ManifestItem, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    guard !isInline(item.value, column: indent + 2), !item.value.items.isEmpty else {
      return rest(of: item, after: margin + "-", indent: indent)
    }
    // Only the first line of the item can follow the dash, so it has to be content.
    let value = item.value.hoistingComments(into: &item.leading, after: item.trailing.prefix(1))
    item.trailing = Array(item.trailing.dropFirst())
    var lines = block(value, indent: indent + 2)
    lines[0] = margin + "- " + lines[0].dropFirst(indent + 2)
    return lines
  }

  /// A key or a dash with the value that follows it.
  private func rest(of item: ManifestItem, after head: String, indent: Int) -> [String] {
    let comment = item.trailing.first.map { " " + $0 } ?? ""
    let value = item.value
    if case .null = value.content { return [head + (head.hasSuffix("-") ? " ~" : "") + comment] }
    if case .scalar(let text, .text) = value.content,
      !(escapesAmpersands && text.utf8.contains(UInt8(ascii: "&"))),
      let block = YAMLScalar.block(text, column: head.count + 1, indent: indent + 2)
    {
      let margin = String(repeating: " ", count: indent + 2)
      return [head + " " + block.header + comment] + block.lines.map { $0.isEmpty ? "" : margin + $0 }
    }
    if isInline(value, column: head.count + 1) { return [head + " " + inline(value) + comment] }
    return [head + comment] + block(value, indent: indent + 2)
  }

  // MARK: - Lines

  private func isInline(_ value: ManifestValue, column: Int) -> Bool {
    if value.isScalar { return true }
    if value.items.isEmpty { return true }
    if value.hasComments { return false }
    return value.isFlow && !hasLineBreaks(value) && column + flow(value).count <= YAMLScalar.width
  }

  /// Text of several lines is unreadable between brackets.
  private func hasLineBreaks(_ value: ManifestValue) -> Bool {
    switch value.content {
    case .null: false
    case .scalar(let text, _): text.utf8.contains(0x0A)
    case .list(let items), .map(let items): items.contains { hasLineBreaks($0.value) }
    }
  }

  private func inline(_ value: ManifestValue) -> String {
    if case .scalar(let text, let kind) = value.content {
      return YAMLScalar.line(text, kind, isFlow: false, escapesAmpersands: escapesAmpersands)
    }
    return flow(value)
  }

  private func flow(_ value: ManifestValue) -> String {
    switch value.content {
    case .null: return "~"
    case .scalar(let text, let kind):
      return YAMLScalar.line(text, kind, isFlow: true, escapesAmpersands: escapesAmpersands)
    case .list(let items): return "[" + items.map { flow($0.value) }.joined(separator: ", ") + "]"
    case .map(let items):
      guard !items.isEmpty else { return "{}" }
      let entries = items.map { item in
        YAMLScalar.key(item.key, isFlow: true, escapesAmpersands: escapesAmpersands) + " " + flow(item.value)
      }
      return "{ " + entries.joined(separator: ", ") + " }"
    }
  }
}

extension ManifestValue {
  /// The value without the comments above its first item, which are appended to others.
  fileprivate func hoistingComments(into comments: inout [String], after trailing: ArraySlice<String>)
    -> ManifestValue
  {
    var copy = self
    var items = self.items
    comments += trailing + items[0].leading
    items[0].leading = []
    items[0].followsBlank = false
    if case .list = content { copy.content = .list(items) } else { copy.content = .map(items) }
    return copy
  }
}
