internal import CartularyModel

extension ManifestKey {
  /// `yes` or `no`; `true` and `false` are read too. If it is left out, it is unknown.
  static func flag(_ name: String, _ path: ManifestPath<Record, Bool?>) -> Self {
    Self(name: name, shape: .code(noun: "answer", codes: answers)) { node, record, report in
      guard let text = ScalarParser.text(node, of: name, report: &report) else { return }
      switch text.lowercased() {
      case "yes", "true": record[keyPath: path] = true
      case "no", "false": record[keyPath: path] = false
      default:
        report.say(
          .unknownValue, "'\(name)' must be yes or no, found '\(text.prefix(40))'", at: node.mark,
          length: text.unicodeScalars.count, help: "leave it out if it is not known")
      }
    } write: { record in
      record[keyPath: path].map { .text($0 ? "yes" : "no") }
    }
  }

  private static var answers: [ManifestCode] {
    [
      ManifestCode(code: "yes", definition: "It is so.", aliases: ["true"]),
      ManifestCode(code: "no", definition: "It is not so.", aliases: ["false"]),
    ]
  }

  /// The key with additional spellings.
  func named(_ aliases: String...) -> Self {
    var key = self
    key.aliases = aliases
    return key
  }
}
