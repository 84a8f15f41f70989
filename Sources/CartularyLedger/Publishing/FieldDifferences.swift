internal import CartularyModel
internal import Foundation

/// Compares two records, value by value.
enum FieldDifferences {
  /// - Parameters: Records as the ledger's JSON.
  /// - Returns: Differences in the order of their paths, list indexes counted as numbers.
  static func between(_ old: String, _ new: String) -> [FieldDifference] {
    var found: [FieldDifference] = []
    compare(tree(old), tree(new), "", &found)
    return found
  }

  /// Our own JSON, which Foundation reads safely.
  private static func tree(_ json: String) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
  }

  private static func compare(_ old: Any?, _ new: Any?, _ path: String, _ found: inout [FieldDifference]) {
    if let old = old as? [String: Any], let new = new as? [String: Any] {
      for key in Set(old.keys).union(new.keys).sorted() {
        compare(old[key], new[key], path.isEmpty ? key : path + "." + key, &found)
      }
      return
    }
    if let old = old as? [Any], let new = new as? [Any] {
      if (old + new).allSatisfy({ !($0 is [String: Any]) && !($0 is [Any]) }) {
        compareScalars(old.map(text), new.map(text), path, &found)
      } else {
        for index in 0..<max(old.count, new.count) {
          compare(
            index < old.count ? old[index] : nil, index < new.count ? new[index] : nil, "\(path)[\(index)]",
            &found)
        }
      }
      return
    }
    let (before, after) = (old.map(text), new.map(text))
    if before != after { found.append(FieldDifference(path: path, old: before, new: after)) }
  }

  private static func compareScalars(
    _ old: [String], _ new: [String], _ path: String, _ found: inout [FieldDifference]
  ) {
    guard old != new else { return }
    let (before, after) = (Set(old), Set(new))
    let gone = old.filter { !after.contains($0) }
    let come = new.filter { !before.contains($0) }
    if gone.isEmpty && come.isEmpty {
      // Another order, or another number of the same.
      found.append(
        FieldDifference(path: path, old: old.joined(separator: ", "), new: new.joined(separator: ", ")))
    } else {
      found.append(
        FieldDifference(
          path: path, old: gone.isEmpty ? nil : gone.joined(separator: ", "),
          new: come.isEmpty ? nil : come.joined(separator: ", ")))
    }
  }

  private static func text(_ value: Any) -> String {
    if let text = value as? String { return text }
    let options: JSONSerialization.WritingOptions = [
      .fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes,
    ]
    guard let data = try? JSONSerialization.data(withJSONObject: value, options: options) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
}
