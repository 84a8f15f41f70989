internal import CartularyModel

/// The name of the directory that holds the records of one audience.
enum ShardKey {
  /// `public` for everyone's records; else a hash of the labels, since labels together may be longer than
  /// a file name, and their names must not be visible.
  static func key(for audience: Audience) -> String {
    if audience == .public { return Audience.publicLabel }
    return "a" + ContentHash(of: audience.labels.joined(separator: "\n").utf8).description.prefix(31)
  }
}
