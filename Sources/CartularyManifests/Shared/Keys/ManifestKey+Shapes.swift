internal import CartularyBase
internal import CartularyModel

// The shapes that keys share: each reads a node into a property, or says what is wrong with it.

extension ManifestKey {
  /// Required text is written even if it is empty, so that it is visibly missing.
  static func text(
    _ name: String, _ path: ManifestPath<Record, String>, isRequired: Bool = false
  ) -> Self {
    Self(name: name, isRequired: isRequired, shape: .text) { node, record, report in
      if let text = ScalarParser.text(node, of: name, report: &report) { record[keyPath: path] = text }
    } write: { record in
      let text = SourceNode.trim(record[keyPath: path])
      return text.isEmpty && !isRequired ? nil : .text(text)
    }
  }

  static func text(_ name: String, _ path: ManifestPath<Record, String?>) -> Self {
    Self(name: name, shape: .text) { node, record, report in
      record[keyPath: path] = ScalarParser.text(node, of: name, report: &report)
    } write: { record in
      record[keyPath: path].flatMap(SourceNode.nonEmpty).map(ManifestValue.text)
    }
  }

  /// A text of a paragraph or two.
  static func paragraph(_ name: String, _ path: ManifestPath<Record, String>) -> Self {
    Self(name: name, isRequired: true, shape: .text) { node, record, report in
      let text = ScalarParser.text(
        node, of: name, atMost: ManifestLimits.paragraphByteCount, report: &report)
      if let text { record[keyPath: path] = text }
    } write: {
      .text(SourceNode.trim($0[keyPath: path]))
    }
  }

  static func paragraph(_ name: String, _ path: ManifestPath<Record, String?>) -> Self {
    Self(name: name, shape: .text) { node, record, report in
      record[keyPath: path] = ScalarParser.text(
        node, of: name, atMost: ManifestLimits.paragraphByteCount, report: &report)
    } write: { record in
      record[keyPath: path].flatMap(SourceNode.nonEmpty).map(ManifestValue.text)
    }
  }

  /// A list of texts; a single one may be written without the list.
  static func texts(_ name: String, _ path: ManifestPath<Record, [String]>) -> Self {
    Self(name: name, shape: .texts) { node, record, report in
      ManifestLists.checkText(node, of: name, report: &report)
      record[keyPath: path] = ManifestLists.items(node, of: name, report: &report).compactMap {
        ScalarParser.text($0, of: name, takes: "text or a list of texts", report: &report)
      }
    } write: { record in
      let texts = record[keyPath: path].compactMap(SourceNode.nonEmpty)
      return texts.isEmpty ? nil : .list(texts.map(ManifestValue.text), isFlow: true)
    }
  }

  static func code<Code: Vocabulary>(_ name: String, _ path: ManifestPath<Record, Code?>) -> Self {
    Self(name: name, shape: .code(noun: Code.noun, codes: ManifestCode.all(of: Code.self))) {
      node, record, report in
      record[keyPath: path] = ScalarParser.code(node, of: name, report: &report)
    } write: { record in
      record[keyPath: path].map { .text($0.rawValue) }
    }
  }

  /// - Parameter absent: The code that means "not stated", and so is left out.
  static func code<Code: Vocabulary>(
    _ name: String, _ path: ManifestPath<Record, Code>, isRequired: Bool = false, absent: Code? = nil
  ) -> Self {
    Self(
      name: name, isRequired: isRequired,
      shape: .code(noun: Code.noun, codes: ManifestCode.all(of: Code.self))
    ) { node, record, report in
      if let code: Code = ScalarParser.code(node, of: name, report: &report) { record[keyPath: path] = code }
    } write: { record in
      let code = record[keyPath: path]
      return code == absent ? nil : .text(code.rawValue)
    }
  }

  static func codes<Code: Vocabulary>(_ name: String, _ path: ManifestPath<Record, [Code]>) -> Self {
    Self(name: name, shape: .codes(noun: Code.noun, codes: ManifestCode.all(of: Code.self))) {
      node, record, report in
      record[keyPath: path] = ManifestLists.items(node, of: name, report: &report).compactMap {
        ScalarParser.code($0, of: name, report: &report)
      }
    } write: { record in
      let codes = record[keyPath: path]
      return codes.isEmpty ? nil : .list(codes.map { .text($0.rawValue) }, isFlow: true)
    }
  }

  static func date(_ name: String, _ path: ManifestPath<Record, PartialDate?>) -> Self {
    Self(name: name, shape: .date) { node, record, report in
      record[keyPath: path] = ScalarParser.date(node, of: name, report: &report)
    } write: { record in
      record[keyPath: path].map { .date($0.description) }
    }
  }

  static func integer(_ name: String, _ path: ManifestPath<Record, Int?>) -> Self {
    Self(name: name, shape: .integer) { node, record, report in
      guard let text = ScalarParser.text(node, of: name, report: &report) else { return }
      guard let number = Int(text), number >= 0 else {
        report.say(
          .invalidNumber, "'\(name)' is not a whole number", at: node.mark, length: text.unicodeScalars.count)
        return
      }
      record[keyPath: path] = number
    } write: { record in
      record[keyPath: path].map { .number(String($0)) }
    }
  }

  static func labels(
    _ name: String, _ assign: @escaping @Sendable (Audience, inout Record) -> Void,
    write: @escaping @Sendable (Record) -> Audience?
  ) -> Self {
    Self(name: name, needsValue: true, shape: .labels) { node, record, report in
      if let audience = ScalarParser.audience(node, of: name, report: &report) { assign(audience, &record) }
    } write: { record in
      write(record).map { .list($0.labels.map(ManifestValue.text), isFlow: true) }
    }
  }

  /// A map with its own keys; a single value means a map with only the key of `shorthand`.
  ///
  /// - Parameter isCompact: Whether it is written on one line if it fits.
  static func map<Child: Equatable & Sendable>(
    _ name: String, _ path: ManifestPath<Record, Child?>, keys: [ManifestKey<Child>],
    shorthand: ManifestPath<Child, String>, isCompact: Bool = false, empty: @escaping @Sendable () -> Child
  ) -> Self {
    map(name, path, ChildKeys(keys: keys, shorthand: shorthand, isCompact: isCompact, empty: empty))
  }

  /// A map with its own keys.
  static func map<Child: Equatable & Sendable>(
    _ name: String, _ path: ManifestPath<Record, Child?>, keys: [ManifestKey<Child>],
    isCompact: Bool = false, empty: @escaping @Sendable () -> Child
  ) -> Self {
    map(name, path, ChildKeys(keys: keys, shorthand: nil, isCompact: isCompact, empty: empty))
  }

  /// A list of maps; a single one may be written without the list, and a single value for a map as above.
  ///
  /// - Parameter isCompact: Whether each is written on one line if it fits.
  static func maps<Child: Equatable & Sendable>(
    _ name: String, _ path: ManifestPath<Record, [Child]>, keys: [ManifestKey<Child>],
    shorthand: ManifestPath<Child, String>, isCompact: Bool = false, empty: @escaping @Sendable () -> Child
  ) -> Self {
    maps(name, path, ChildKeys(keys: keys, shorthand: shorthand, isCompact: isCompact, empty: empty))
  }

  /// A list of maps; a single one may be written without the list.
  static func maps<Child: Equatable & Sendable>(
    _ name: String, _ path: ManifestPath<Record, [Child]>, keys: [ManifestKey<Child>],
    isCompact: Bool = false, empty: @escaping @Sendable () -> Child
  ) -> Self {
    maps(name, path, ChildKeys(keys: keys, shorthand: nil, isCompact: isCompact, empty: empty))
  }

  private static func map<Child: Equatable & Sendable>(
    _ name: String, _ path: ManifestPath<Record, Child?>, _ child: ChildKeys<Child>
  ) -> Self {
    Self(name: name, shape: .map(child.keys.outlines(), shorthand: child.shorthandShape)) {
      node, record, report in
      record[keyPath: path] = child.read(node, name, &report)
    } write: { record in
      record[keyPath: path].map(child.write)
    }
  }

  private static func maps<Child: Equatable & Sendable>(
    _ name: String, _ path: ManifestPath<Record, [Child]>, _ child: ChildKeys<Child>
  ) -> Self {
    Self(name: name, shape: .maps(child.keys.outlines(), shorthand: child.shorthandShape)) {
      node, record, report in
      record[keyPath: path] = ManifestLists.items(node, of: name, report: &report).compactMap {
        child.read($0, name, &report)
      }
    } write: { record in
      let values = record[keyPath: path].map(child.write)
      return values.isEmpty ? nil : .list(values, isFlow: values.allSatisfy(\.isScalar))
    }
  }
}

/// The keys of a map inside a map, and the single value that may replace it.
private struct ChildKeys<Child: Equatable & Sendable>: Sendable {
  let keys: [ManifestKey<Child>]
  let shorthand: ManifestPath<Child, String>?
  let isCompact: Bool
  let empty: @Sendable () -> Child

  var shorthandShape: ManifestShape? { shorthand == nil ? nil : .text }

  func read(_ node: SourceNode, _ name: String, _ report: inout SourceReport) -> Child? {
    var child = empty()
    if let shorthand, node.text != nil {
      guard let text = ScalarParser.text(node, of: name, report: &report) else { return nil }
      child[keyPath: shorthand] = text
    } else {
      ManifestMap.read(node, keys: keys, noun: "'\(name)'", into: &child, report: &report)
    }
    return child
  }

  /// The single value if the record says no more than that, otherwise the map.
  func write(_ child: Child) -> ManifestValue {
    if let shorthand, let text = SourceNode.nonEmpty(child[keyPath: shorthand]) {
      var short = empty()
      short[keyPath: shorthand] = child[keyPath: shorthand]
      if short == child { return .text(text) }
    }
    return ManifestMap.write(child, keys: keys, isFlow: isCompact)
  }
}

/// Scalars, read as the type that a key requires.
enum ScalarParser {
  /// Non-empty text without surrounding whitespace.
  static func text(
    _ node: SourceNode, of name: String, takes shape: String = "a single value",
    atMost byteCount: Int = ManifestLimits.fieldByteCount, report: inout SourceReport
  ) -> String? {
    guard let text = node.text else {
      report.say(.wrongType, "'\(name)' takes \(shape), found \(node.kindName)", at: node.mark)
      return nil
    }
    guard text.utf8.count <= byteCount else {
      report.say(.tooLong, "'\(name)' is longer than \(byteCount >> 10) KiB", at: node.mark)
      return nil
    }
    let trimmed = SourceNode.trim(text)
    guard !trimmed.isEmpty else {
      report.say(.wrongType, "'\(name)' is empty", at: node.mark)
      return nil
    }
    return trimmed
  }

  static func code<Code: Vocabulary>(_ node: SourceNode, of name: String, report: inout SourceReport) -> Code?
  {
    guard let text = text(node, of: name, report: &report) else { return nil }
    if let code = Code(spelling: text) { return code }
    report.sayUnknown(.unknownValue, Code.noun, text, among: Code.codes, at: node.mark)
    return nil
  }

  static func date(_ node: SourceNode, of name: String, report: inout SourceReport) -> PartialDate? {
    guard let text = text(node, of: name, report: &report) else { return nil }
    if let date = PartialDate(text) { return date }
    report.say(
      .invalidDate, "'\(text.prefix(80))' is not a valid date", at: node.mark,
      length: text.unicodeScalars.count,
      help: "write a year, a month or a day that exists: 2024, 2024-05, 2024-05-17")
    return nil
  }

  static func audience(_ node: SourceNode, of name: String, report: inout SourceReport) -> Audience? {
    var labels: [String] = []
    var isSound = true
    for item in node.items {
      guard let label = text(item, of: name, report: &report) else {
        isSound = false
        continue
      }
      if Audience.isLabel(label) {
        labels.append(label)
      } else {
        isSound = false
        report.say(
          .invalidLabel, "'\(label.prefix(80))' is not a valid label", at: item.mark,
          length: label.unicodeScalars.count,
          help:
            "labels are lower-case letters, digits and inner hyphens, at most \(Audience.maximumLabelLength)")
      }
    }
    guard isSound else { return nil }
    guard let audience = Audience(labels: labels) else {
      report.say(
        .invalidLabel, "'\(name)' has no labels", at: node.mark, help: "leave the key out, or write [public]"
      )
      return nil
    }
    return audience
  }
}
