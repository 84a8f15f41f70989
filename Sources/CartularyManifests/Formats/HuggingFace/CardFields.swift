internal import CartularyModel

/// The columns of a card: `dataset_info` in the front matter, and the list below "Data Fields".
enum CardFields {
  /// `nil` if the card has neither.
  static func dictionary(of page: MarkdownPage) -> DataDictionary? {
    var tables = (page.frontMatter["dataset_info"]?.items ?? []).compactMap(table(of:))
    let listed = listed(in: page.body)
    if tables.isEmpty {
      tables = listed
    } else {
      let descriptions = Dictionary(
        listed.flatMap(\.variables).map { ($0.name, $0.description) }, uniquingKeysWith: { first, _ in first }
      )
      for table in tables.indices {
        for index in tables[table].variables.indices {
          tables[table].variables[index].description =
            descriptions[tables[table].variables[index].name] ?? nil
        }
      }
    }
    return tables.isEmpty ? nil : DataDictionary(tables: tables)
  }

  // MARK: - Front matter

  private static func table(of configuration: SourceNode) -> DataTable? {
    var variables: [Variable] = []
    for feature in configuration["features"]?.items ?? [] {
      add(feature, below: "", depth: 0, to: &variables)
    }
    guard !variables.isEmpty else { return nil }
    return DataTable(name: configuration["config_name"]?.firstText, variables: variables)
  }

  private static func add(
    _ feature: SourceNode, below path: String, depth: Int, to variables: inout [Variable]
  ) {
    guard depth < 8, let name = feature["name"]?.firstText else { return }
    var variable = Variable(name: path + name)
    if let dtype = feature["dtype"] {
      if let word = dtype.glance, let type = type(word) {
        variable.type = type
        // `int64` says more than "integer": the word is kept beside it.
        if VariableType(spelling: word) == type { dtype.markAsRead() }
      }
      let names = dtype["class_label"]?["names"]
      variable.values = (names?.entries ?? []).compactMap { entry in
        entry.value.firstText.map { AllowedValue(value: entry.key, label: $0) }
      }
      if !variable.values.isEmpty { variable.type = .integer }
    }
    let parts = feature["struct"] ?? feature["list"] ?? feature["sequence"]
    if parts != nil { variable.type = feature["struct"] == nil ? .list : .object }
    variables.append(variable)
    guard let parts, parts.glance == nil else { return }
    for part in parts.items { add(part, below: variable.name + "/", depth: depth + 1, to: &variables) }
  }

  private static func type(_ text: String) -> VariableType? {
    if text.hasPrefix("int") || text.hasPrefix("uint") { return .integer }
    if text.hasPrefix("float") || text.hasPrefix("decimal") { return .number }
    if text.hasPrefix("timestamp") { return .datetime }
    if text.hasPrefix("date") { return .date }
    if text.hasPrefix("large_string") { return .string }
    return VariableType(spelling: text)
  }

  // MARK: - The list in the text

  /// `- \`name\`: what it is`, one variable for each; deeper items are parts of the one above.
  ///
  /// The lines themselves stay with the unmapped texts, as they may say more than a name and a description.
  private static func listed(in body: MarkdownBody) -> [DataTable] {
    var tables: [DataTable] = []
    var current = DataTable()
    var seen: Set<String> = []
    func close() {
      if !current.variables.isEmpty { tables.append(current) }
      current = DataTable()
      seen = []
    }
    var parents: [(indent: Int, name: String)] = []
    for line in body.lines(of: "Data Fields").prefix(ManifestLimits.keyCount) {
      if line.hasPrefix("#") {
        close()
        current.name = SourceNode.nonEmpty(line.drop { $0 == "#" }.filter { $0 != "`" && $0 != "*" })
        continue
      }
      guard let item = item(line) else { continue }
      parents.removeAll { $0.indent >= item.indent }
      let name = (parents.map(\.name) + [item.name]).joined(separator: "/")
      parents.append((item.indent, item.name))
      guard seen.insert(name).inserted else { continue }
      var variable = Variable(name: name)
      variable.description = item.description
      current.variables.append(variable)
    }
    close()
    return tables
  }

  private static func item(_ line: Substring) -> (indent: Int, name: String, description: String?)? {
    let indent = line.prefix { $0 == " " || $0 == "\t" }.count
    let bullet = line.dropFirst(indent)
    guard let first = bullet.first, "-*+".contains(first), bullet.dropFirst().first?.isWhitespace == true
    else {
      return nil
    }
    let text = bullet.dropFirst().drop(while: \.isWhitespace)
    let name: Substring
    var rest: Substring
    if let mark = ["`", "**", "_", "'", "\""].first(where: { text.hasPrefix($0) }) {
      let inner = text.dropFirst(mark.count)
      guard let end = inner.firstRange(of: mark) else { return nil }
      (name, rest) = (inner[..<end.lowerBound], inner[end.upperBound...])
    } else {
      // A bare word before a colon.
      guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains(where: \.isWhitespace) else {
        return nil
      }
      (name, rest) = (text[..<colon], text[colon...])
    }
    while let first = rest.first, ":–— -".contains(first) || first.isWhitespace { rest = rest.dropFirst() }
    let bare = SourceNode.trim(String(name.filter { $0 != "`" && $0 != "*" }.drop { $0 == ":" }))
    let short = bare.hasSuffix(":") ? String(bare.dropLast()) : bare
    guard (1...100).contains(short.utf8.count), !short.contains("](") else { return nil }
    return (indent, short, Placeholder.told(String(rest)))
  }
}
