internal import CartularyBase
package import CartularyModel

/// The result of reading a profile.
package struct ParsedProfile: Sendable {
  /// `nil` if anything is wrong: half a profile would answer a different question.
  package let profile: UseProfile?
  package let diagnostics: [ManifestDiagnostic]
}

/// Reads profiles of use: who asks, for what purpose, with which approvals. Docs/ACCESS.md documents the keys.
package enum ProfileReader {
  /// One fact, as a flag of a command states it: `requester.kind` and `academic`.
  package struct Fact: Sendable, Hashable {
    package let key: String
    package let value: String

    package init(key: String, value: String) { (self.key, self.value) = (key, value) }
  }

  /// Reads a YAML or JSON file.
  package static func read(path: String) -> ParsedProfile {
    do throws(SourceFile.Refusal) {
      let file = try SourceFile(path: path, followsLinks: true, limit: ManifestLimits.manifestByteCount)
      return read(file, isJSON: path.lowercased().hasSuffix(".json"))
    } catch {
      var report = SourceReport(file: path, text: SourceText(bytes: []))
      report.say(error)
      return ParsedProfile(profile: nil, diagnostics: report.diagnostics)
    }
  }

  /// Reads YAML or JSON from memory.
  package static func read(text: String, name: String) -> ParsedProfile {
    let start = text.first { !$0.isWhitespace }
    return read(SourceFile(name: name, bytes: Array(text.utf8)), isJSON: start == "{")
  }

  /// Adds facts to a profile; each replaces what the profile says of its key, several of one list key stand
  /// side by side.
  ///
  /// - Parameter name: What diagnostics call the place that the facts come from, in the place of a file.
  package static func read(
    _ facts: [Fact], addingTo profile: UseProfile = UseProfile(), name: String
  ) -> ParsedProfile {
    var report = SourceReport(file: name, text: SourceText(bytes: []))
    var profile = profile
    ManifestMap.read(
      node(of: facts), keys: ProfileKeys.profile, noun: "the profile", into: &profile, report: &report)
    check(profile, node(of: facts), &report)
    // Facts from a command line have no place to point at.
    let said = report.closing().map {
      ManifestDiagnostic(
        code: $0.code, message: $0.message, help: $0.help, file: $0.file, place: nil, recordID: nil)
    }
    return ParsedProfile(profile: report.hasErrors ? nil : profile, diagnostics: said)
  }

  // MARK: - Steps

  private static func read(_ file: SourceFile, isJSON: Bool) -> ParsedProfile {
    do throws(WorkThread.Refusal) {
      return try LargeStackThread.run { parsed(file, isJSON: isJSON) }
    } catch {
      var report = SourceReport(file: file.name, text: SourceText(bytes: []))
      report.say(SourceFile.Refusal(code: .unreadable, message: error.message))
      return ParsedProfile(profile: nil, diagnostics: report.closing())
    }
  }

  private static func parsed(_ file: SourceFile, isJSON: Bool) -> ParsedProfile {
    var report = SourceReport(file: file.name, text: SourceText(bytes: file.bytes))
    guard let root = root(of: file, isJSON: isJSON, &report) else {
      return ParsedProfile(profile: nil, diagnostics: report.closing())
    }
    var profile = UseProfile()
    ManifestMap.read(root, keys: ProfileKeys.profile, noun: "the profile", into: &profile, report: &report)
    check(profile, root, &report)
    return ParsedProfile(profile: report.hasErrors ? nil : profile, diagnostics: report.closing())
  }

  private static func root(of file: SourceFile, isJSON: Bool, _ report: inout SourceReport) -> SourceNode? {
    guard
      let document = ManifestReader.document(
        of: file, ManifestFiles.Found(name: file.name, isNamed: true, isJSON: isJSON),
        describing: "profiles",
        &report)
    else { return nil }
    switch document.syntax {
    case .json:
      var reader = JSONReader(file.bytes)
      do throws(JSONReader.Fault) { return try reader.document() } catch {
        report.say(error)
        return nil
      }
    case .yaml(let roots):
      if roots.count > 1 {
        report.say(.wrongType, "a profile must be one document, found \(roots.count)", at: roots[1].mark)
      }
      return roots.first
    case .markdown:
      report.say(.wrongType, "a profile must be YAML or JSON, but this is Markdown", at: nil)
      return nil
    }
  }

  private static func check(_ profile: UseProfile, _ root: SourceNode, _ report: inout SourceReport) {
    for contradiction in profile.contradictions {
      let path = contradiction.key.split(separator: ".").map(String.init)
      let node = path.count == 2 ? root[path[0]]?[path[1]] ?? root[path[0]] : nil
      report.say(
        .contradictoryFacts, contradiction.message, at: node?.mark ?? root.mark,
        help: "keep one of the two facts")
    }
    if root.entries != nil, root["requester"] == nil, root["purpose"] == nil, !report.hasErrors {
      report.say(
        .empty, "the profile says nothing of who asks or what for", at: root.mark,
        help: "the documentation of profiles has an example")
    }
  }

  private static func node(of facts: [Fact]) -> SourceNode {
    let mark = SourceMark.offset(0)
    func map(_ entries: [(String, SourceNode)]) -> SourceNode {
      SourceNode(
        content: .map(entries.map { SourceEntry(key: $0.0, keyMark: mark, value: $0.1) }), mark: mark)
    }
    /// Keys in the order in which they first occur.
    func grouped(_ facts: [(key: String, value: String)]) -> [(key: String, values: [String])] {
      var groups: [(key: String, values: [String])] = []
      for fact in facts {
        if let index = groups.firstIndex(where: { $0.key == fact.key }) {
          groups[index].values.append(fact.value)
        } else {
          groups.append((fact.key, [fact.value]))
        }
      }
      return groups
    }
    var sections: [(String, [(key: String, value: String)])] = []
    var entries: [(String, SourceNode)] = []
    for fact in facts {
      guard let dot = fact.key.firstIndex(of: ".") else {
        entries.append((fact.key, SourceNode(content: .scalar(fact.value), mark: mark)))
        continue
      }
      let (section, key) = (String(fact.key[..<dot]), String(fact.key[fact.key.index(after: dot)...]))
      if let index = sections.firstIndex(where: { $0.0 == section }) {
        sections[index].1.append((key, fact.value))
      } else {
        sections.append((section, [(key, fact.value)]))
      }
    }
    for (section, facts) in sections {
      let values = grouped(facts).map { key, values in
        let scalars = values.map { SourceNode(content: .scalar($0), mark: mark) }
        return (key, scalars.count == 1 ? scalars[0] : SourceNode(content: .list(scalars), mark: mark))
      }
      entries.append((section, map(values)))
    }
    return map(entries)
  }
}
