internal import CartularyBase
package import CartularyModel

/// Reads an ontology of diseases: OBO, OBO-graph JSON, or a JSON map from id to parents or ancestors.
package enum DiseaseTreeReader {
  /// - Parameters:
  ///   - known: The tree of a file with these bytes, if it was read before.
  ///   - keep: Called with every valid tree that was not read before.
  /// - Returns: No tree if anything is wrong, with diagnostics.
  package static func read(
    path: String, known: (ContentHash) -> DiseaseTree? = { _ in nil },
    keep: (DiseaseTree, ContentHash) -> Void = { _, _ in }
  ) -> (tree: DiseaseTree?, diagnostics: [ManifestDiagnostic]) {
    do throws(SourceFile.Refusal) {
      let file = try SourceFile(path: path, followsLinks: true, limit: ManifestLimits.catalogByteCount)
      let hash = ContentHash(of: file.bytes)
      if let tree = known(hash) { return (tree, []) }
      let reading = read(file)
      // One with warnings is read again, so that they are reported again.
      if let tree = reading.tree, reading.diagnostics.isEmpty { keep(tree, hash) }
      return reading
    } catch {
      var report = SourceReport(file: path, text: SourceText(bytes: []))
      report.say(error)
      return (nil, report.diagnostics)
    }
  }

  static func read(_ file: SourceFile) -> (tree: DiseaseTree?, diagnostics: [ManifestDiagnostic]) {
    var report = SourceReport(file: file.name, text: SourceText(bytes: file.bytes))
    let tree = tree(of: file, &report)
    return (report.hasErrors ? nil : tree, report.closing())
  }

  private static func tree(of file: SourceFile, _ report: inout SourceReport) -> DiseaseTree? {
    guard let first = file.bytes.first(where: { !($0 == 0x20 || (0x09...0x0D).contains($0)) }) else {
      report.say(.empty, "the file is empty", at: nil, help: "an ontology is OBO or JSON")
      return nil
    }
    if let problem = TextEncoding.problem(in: file.bytes) {
      report.say(.notText, problem.message, at: .offset(problem.offset), help: "save it as UTF-8 text")
      return nil
    }
    let terms: [DiseaseTree.Term]
    if first == UInt8(ascii: "{") {
      var reading = DiseaseJSON()
      do throws(JSONReader.Fault) { try reading.read(file.bytes) } catch {
        report.say(error)
        return nil
      }
      terms = reading.allTerms
    } else {
      terms = DiseaseOBO.terms(file.bytes, &report)
    }
    guard !report.hasErrors else { return nil }
    guard !terms.isEmpty else {
      report.say(
        .nothingFound, "no diseases in the file", at: nil,
        help: "OBO has [Term] stanzas; JSON a map 'diseases' from id to 'parents' or 'ancestors'")
      return nil
    }
    do throws(DiseaseTree.Fault) {
      return try DiseaseTree(terms)
    } catch {
      say(error, file, &report)
      return nil
    }
  }

  private static func say(_ fault: DiseaseTree.Fault, _ file: SourceFile, _ report: inout SourceReport) {
    switch fault {
    case .empty: report.say(.nothingFound, "no diseases in the file", at: nil)
    case .tooManyTerms:
      report.say(
        .tooMany, "more than \(DiseaseTree.maximumTermCount) terms", at: nil,
        help: "reduce the ontology to its disease branch")
    case .cycle(let ids):
      let shown = ids.count > 8 ? ids.prefix(7) + ["…"] + ids.suffix(1) : ids[...]
      report.say(
        .cyclicDiseases, "diseases form a cycle: " + shown.joined(separator: " is a "),
        at: ids.first.flatMap { place(of: $0, in: file.bytes) },
        help: "fix the ontology, or remove one of the links")
    }
  }

  /// Where the named id is first written.
  private static func place(of id: String, in bytes: [UInt8]) -> SourceMark? {
    let wanted = Array(id.utf8)
    var from = 0
    while let start = bytes[from...].firstIndex(of: wanted[0]) {
      if bytes[start...].starts(with: wanted) { return .offset(start) }
      from = start + 1
    }
    return nil
  }
}

/// The `[Term]` stanzas of an OBO file: `id`, `name`, `is_a`, `alt_id`; obsolete terms are left out.
private enum DiseaseOBO {
  static func terms(_ bytes: [UInt8], _ report: inout SourceReport) -> [DiseaseTree.Term] {
    var terms: [DiseaseTree.Term] = []
    var term: DiseaseTree.Term?
    var stanza = 0
    var isObsolete = false
    func close(_ report: inout SourceReport) {
      guard let closed = term else { return }
      if closed.id.isEmpty {
        report.say(.missingKey, "a term has no id", at: .offset(stanza), help: "add 'id: …' to the stanza")
      } else if !isObsolete {
        terms.append(closed)
      }
      term = nil
    }
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = trimmed(bytes[start..<end])
      if line.first == UInt8(ascii: "[") {
        close(&report)
        // No more than the limit: a larger tree is refused anyway.
        if terms.count > DiseaseTree.maximumTermCount { return terms }
        (stanza, isObsolete) = (start, false)
        term = line.elementsEqual("[Term]".utf8) ? DiseaseTree.Term(id: "") : nil
      } else if term != nil, let colon = line.firstIndex(of: 0x3A) {
        let value = self.value(line[(colon + 1)...])
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "id": term?.id = value
        case "name": term?.name = value
        case "alt_id": term?.otherIDs.append(value)
        case "is_obsolete": isObsolete = value == "true"
        case "is_a":
          if value.isEmpty {
            report.say(.missingKey, "'is_a' names no term", at: .offset(start), help: "write is_a: DOID:4")
          } else {
            term?.parents.append(value)
          }
        default: break
        }
      }
      start = end + 1
    }
    close(&report)
    return terms
  }

  /// Without comments, which begin with `!`, and qualifiers in braces.
  private static func value(_ bytes: ArraySlice<UInt8>) -> String {
    var end = bytes.endIndex
    for index in bytes.indices where bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "{") {
      if index > bytes.startIndex, bytes[index - 1] == 0x20 {
        end = index
        break
      }
    }
    return String(decoding: trimmed(bytes[..<end]), as: UTF8.self)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var rest = bytes
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }
}

/// JSON: `{"diseases": {id: {"label", "parents" or "ancestors"}}}`, the same below `meta`, such a map by itself,
/// or `{"graphs": [{"nodes", "edges"}]}`.
private struct DiseaseJSON {
  private var terms: [DiseaseTree.Term] = []
  private var edges: [(child: String, parent: String)] = []

  var allTerms: [DiseaseTree.Term] {
    terms + edges.map { DiseaseTree.Term(id: $0.child, parents: [$0.parent]) }
  }

  mutating func read(_ bytes: [UInt8]) throws(JSONReader.Fault) {
    var found = self
    var reader = JSONReader(bytes)
    try reader.forEachEntry { key, keyOffset, reader throws(JSONReader.Fault) in
      switch (key, reader.nextByte()) {
      case ("diseases", UInt8(ascii: "{")): try found.readMap(&reader)
      case ("meta", UInt8(ascii: "{")):
        try reader.forEachEntry { key, _, reader throws(JSONReader.Fault) in
          if key == "diseases", reader.nextByte() == UInt8(ascii: "{") {
            try found.readMap(&reader)
          } else {
            try reader.skipValue()
          }
        }
      case ("graphs", UInt8(ascii: "[")):
        try reader.forEachItem { reader throws(JSONReader.Fault) in try found.readGraph(&reader) }
      case (_, UInt8(ascii: "{")): try found.readEntry(key, &reader)
      default: try reader.skipValue()
      }
    }
    try reader.end()
    self = found
  }

  private mutating func readMap(_ reader: inout JSONReader) throws(JSONReader.Fault) {
    var found = self
    try reader.forEachEntry { key, _, reader throws(JSONReader.Fault) in try found.readEntry(key, &reader) }
    self = found
  }

  private mutating func readEntry(_ id: String, _ reader: inout JSONReader) throws(JSONReader.Fault) {
    let node = try reader.value()
    guard let above = node["parents"] ?? node["ancestors"] else {
      guard node["label"] != nil || node.entries?.isEmpty == true else { return }
      return terms.append(DiseaseTree.Term(id: id, name: node["label"]?.text))
    }
    terms.append(
      DiseaseTree.Term(id: id, name: node["label"]?.text, parents: above.items.compactMap(\.firstText)))
  }

  private mutating func readGraph(_ reader: inout JSONReader) throws(JSONReader.Fault) {
    var found = self
    try reader.forEachEntry { key, _, reader throws(JSONReader.Fault) in
      switch (key, reader.nextByte()) {
      case ("nodes", UInt8(ascii: "[")):
        try reader.forEachItem { reader throws(JSONReader.Fault) in
          let node = try reader.value()
          guard let id = node["id"]?.text, node["meta"]?["deprecated"]?.text != "true" else { return }
          found.terms.append(DiseaseTree.Term(id: id, name: node["lbl"]?.text))
        }
      case ("edges", UInt8(ascii: "[")):
        try reader.forEachItem { reader throws(JSONReader.Fault) in
          let edge = try reader.value()
          guard edge["pred"]?.text == "is_a", let child = edge["sub"]?.text, let parent = edge["obj"]?.text
          else { return }
          found.edges.append((child, parent))
        }
      default: try reader.skipValue()
      }
    }
    self = found
  }
}
