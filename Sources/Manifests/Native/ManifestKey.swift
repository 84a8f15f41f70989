internal import DatasetModel

/// One key of a map in the native manifest: what it is called, what it takes, and how it is read.
///
/// The tables of these keys are the format: reader, documentation test and schema go through them.
struct ManifestKey<Record>: Sendable {
  let name: String
  /// Other spellings that are read without complaint.
  var aliases: [String] = []
  var isRequired = false
  /// Whether a key without a value is an error rather than worth a word: where the default would be more
  /// than was meant.
  var needsValue = false
  let shape: ManifestShape
  let read: @Sendable (SourceNode, inout Record, inout SourceReport) -> Void
}

/// A property that a key fills.
typealias ManifestPath<Record, Value> = any WritableKeyPath<Record, Value> & Sendable

/// What kind of value a key takes.
indirect enum ManifestShape: Sendable {
  case text, texts, date, integer, number, labels
  case code(noun: String, codes: [String])
  case codes(noun: String, codes: [String])
  case map([KeyOutline])
  case maps([KeyOutline])
  /// Several shapes are read, as the documentation says.
  case free
}

/// A key without its reader: what documentation and schema need.
struct KeyOutline: Sendable {
  let name: String
  let isRequired: Bool
  let shape: ManifestShape
}

extension Array {
  func outlines<Record>() -> [KeyOutline] where Element == ManifestKey<Record> {
    map { KeyOutline(name: $0.name, isRequired: $0.isRequired, shape: $0.shape) }
  }
}

/// Reads a map by its table of keys.
enum ManifestMap {
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
          .duplicateKey, "'\(entry.key)' is another name of '\(key.name)', which is already there",
          at: entry.keyMark,
          length: entry.key.unicodeScalars.count, help: "keep one of them")
        continue
      }
      if entry.value.isNull {
        if key.needsValue {
          report.say(
            .wrongType, "'\(key.name)' has no value", at: entry.keyMark,
            length: entry.key.unicodeScalars.count,
            help: "write its value, or leave the key out on purpose")
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
