/// Keys that say nothing about the data, such as the numbers that a catalog's software gives to its rows.
enum LeftOut {
  /// - Parameter keys: Single keys, which hold at any depth, or the last keys of a path: `tags.id`.
  static func covers(_ path: [String], _ keys: Set<String>) -> Bool {
    guard let last = path.last else { return false }
    if keys.contains(last) { return true }
    guard path.count > 1 else { return false }
    return keys.contains(path.suffix(2).joined(separator: "."))
  }
}
