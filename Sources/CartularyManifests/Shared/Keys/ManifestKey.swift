internal import CartularyModel

/// One key of a map in the native manifest: what it is called, what it takes, and how it is read and written.
///
/// The tables of these keys are the format: reader, writer, documentation test and schema use them.
struct ManifestKey<Record>: Sendable {
  let name: String
  /// Other spellings that are accepted.
  var aliases: [String] = []
  var isRequired = false
  /// Whether a key without a value is an error rather than a warning: if the default would be more
  /// permissive than was meant.
  var needsValue = false
  let shape: ManifestShape
  let read: @Sendable (SourceNode, inout Record, inout SourceReport) -> Void
  /// What to write for a record; `nil` if it does not state this. Keys of what is only read, such as a profile,
  /// leave it out.
  var write: @Sendable (Record) -> ManifestValue? = { _ in nil }
}

/// A property that a key fills.
typealias ManifestPath<Record, Value> = any WritableKeyPath<Record, Value> & Sendable

/// What kind of value a key takes.
indirect enum ManifestShape: Sendable {
  case text, texts, date, integer, labels
  /// Text that matches a regular expression.
  case pattern(String)
  /// Exactly this many numbers.
  case numbers(count: Int)
  case code(noun: String, codes: [ManifestCode])
  case codes(noun: String, codes: [ManifestCode])
  /// A map, or a single value if there is a shorthand.
  case map([KeyOutline], shorthand: ManifestShape?)
  /// A list of maps, or one of them.
  case maps([KeyOutline], shorthand: ManifestShape?)
  /// A map with any keys.
  case textMap
  /// A map that is not looked into.
  case anyMap
  /// One of several shapes, as documented.
  case either([ManifestShape])
}

/// A code of a vocabulary with all that a schema says about it.
struct ManifestCode: Sendable {
  let code: String
  let definition: String
  /// Other spellings.
  let aliases: [String]

  static func all<Code: Vocabulary>(of _: Code.Type) -> [ManifestCode] {
    Code.allCases.map { code in
      ManifestCode(
        code: code.rawValue, definition: code.definition,
        aliases: Code.aliases.filter { $0.value == code }.map(\.key).sorted())
    }
  }
}

/// A key without its reader: what documentation, schema and layout need.
struct KeyOutline: Sendable {
  let name: String
  let aliases: [String]
  let isRequired: Bool
  let needsValue: Bool
  let shape: ManifestShape
}

extension Array {
  func outlines<Record>() -> [KeyOutline] where Element == ManifestKey<Record> {
    map {
      KeyOutline(
        name: $0.name, aliases: $0.aliases, isRequired: $0.isRequired, needsValue: $0.needsValue,
        shape: $0.shape)
    }
  }
}

/// Reads and writes a map by its table of keys.
enum ManifestMap {
  /// The entries of a record, in the order of the table.
  static func write<Record>(_ record: Record, keys: [ManifestKey<Record>], isFlow: Bool = false)
    -> ManifestValue
  {
    .map(keys.compactMap { key in key.write(record).map { (key.name, $0) } }, isFlow: isFlow)
  }

  static func read<Record>(
    _ node: SourceNode, keys: [ManifestKey<Record>], noun: String, into record: inout Record,
    report: inout SourceReport
  ) {
    guard let entries = node.entries else {
      report.say(.wrongType, "expected \(noun) as a map, found \(node.kindName)", at: node.mark)
      return
    }
    var seen: Set<String> = []
    for entry in entries {
      guard let key = keys.first(where: { $0.name == entry.key || $0.aliases.contains(entry.key) }) else {
        report.sayUnknown(.unknownKey, "key", entry.key, among: keys.map(\.name), at: entry.keyMark)
        continue
      }
      guard seen.insert(key.name).inserted else {
        report.say(
          .duplicateKey, "'\(entry.key)' is another name for '\(key.name)', which is already present",
          at: entry.keyMark,
          length: entry.key.unicodeScalars.count, help: "keep one of them")
        continue
      }
      if entry.value.isNull {
        if key.needsValue {
          report.say(
            .wrongType, "'\(key.name)' has no value", at: entry.keyMark,
            length: entry.key.unicodeScalars.count,
            help: "write its value, or leave the key out")
        } else if !key.isRequired {
          report.say(
            .emptyValue, "'\(key.name)' has no value", at: entry.keyMark,
            length: entry.key.unicodeScalars.count,
            help: "leave the key out")
        } else {
          seen.remove(key.name)
        }
        continue
      }
      key.read(entry.value, &record, &report)
    }
    for key in keys where key.isRequired && !seen.contains(key.name) {
      report.say(.missingKey, "\(noun) has no '\(key.name)'", at: node.mark, help: "add '\(key.name): …'")
    }
  }
}
