internal import CartularyBase
internal import CartularyModel

extension ManifestKey {
  /// A map with its own keys, or its code alone if it says no more: `fee: free`.
  static func codedMap<Child: Equatable & Sendable, Code: Vocabulary>(
    _ name: String, _ path: ManifestPath<Record, Child?>, keys: [ManifestKey<Child>],
    code: ManifestPath<Child, Code>, _ make: @escaping @Sendable (Code) -> Child
  ) -> Self {
    Self(
      name: name,
      shape: .map(
        keys.outlines(), shorthand: .code(noun: Code.noun, codes: ManifestCode.all(of: Code.self)))
    ) { node, record, report in
      if node.text != nil {
        let read: Code? = ScalarParser.code(node, of: name, report: &report)
        record[keyPath: path] = read.map(make)
      } else {
        // The code is a required key, so that this one is replaced or missed.
        guard let first = Code.allCases.first else { return }
        var child = make(first)
        ManifestMap.read(node, keys: keys, noun: "'\(name)'", into: &child, report: &report)
        record[keyPath: path] = child
      }
    } write: { record in
      record[keyPath: path].map { child in
        child == make(child[keyPath: code])
          ? .text(child[keyPath: code].rawValue) : ManifestMap.write(child, keys: keys)
      }
    }
  }

  /// A length of time, as written.
  static func span(_ name: String, _ path: ManifestPath<Record, TimeSpan?>) -> Self {
    Self(name: name, shape: .text) { node, record, report in
      record[keyPath: path] = ScalarParser.span(node, of: name, report: &report)
    } write: { record in
      record[keyPath: path].map { .text($0.description) }
    }
  }

  /// A length of time that has to be stated.
  static func span(_ name: String, _ path: ManifestPath<Record, TimeSpan>) -> Self {
    Self(name: name, isRequired: true, shape: .text) { node, record, report in
      if let span = ScalarParser.span(node, of: name, report: &report) { record[keyPath: path] = span }
    } write: { record in
      .text(record[keyPath: path].description)
    }
  }
}

extension ScalarParser {
  static func span(_ node: SourceNode, of name: String, report: inout SourceReport) -> TimeSpan? {
    guard let text = text(node, of: name, report: &report) else { return nil }
    if let span = TimeSpan(text) { return span }
    report.say(
      .invalidNumber, "'\(text.prefix(80))' is not a valid length of time", at: node.mark,
      length: text.unicodeScalars.count, help: "write 18 months, six weeks, 40 days or P1Y6M")
    return nil
  }
}
