/// The shape of one object of the wire: a section of Docs/JSON.md.
package struct WireShape: Sendable {
  package struct Key: Sendable, Equatable {
    package let name: String
    package let type: String
    package let help: String
  }

  package let name: String
  package let summary: String
  package let keys: [Key]

  package init<Object: WireObject>(_: Object.Type) {
    (name, summary) = (Object.name, Object.summary)
    keys = Object.fields.map { Key(name: $0.name, type: $0.type, help: $0.help) }
  }

  init(name: String, summary: String, keys: [Key]) {
    (self.name, self.summary, self.keys) = (name, summary, keys)
  }

  /// The anchor of a heading, as Markdown renderers generate it.
  static func anchor(_ name: String) -> String { name.replacing(" ", with: "-") }

  var markdown: String {
    let rows = keys.map { "| `\($0.name)` | \($0.type) | \($0.help) |" }
    return (["### \(name)", "", summary, "", "| key | holds | what |", "| --- | --- | --- |"] + rows)
      .joined(separator: "\n")
  }
}
