internal import CartularyModel

/// The name of the directory that holds the records of one audience, or a part of them.
enum ShardKey {
  /// `public` for everyone's records; else a hash of the labels, since labels together may be longer than
  /// a file name, and their names must not be visible. Where an audience has several parts, `-2of4` behind it: an index with
  /// another number of parts has no name in common with this one.
  static func key(for audience: Audience, _ partition: Partition = .whole) -> String {
    name(of: audience) + (partition == .whole ? "" : "-\(partition)")
  }

  /// The part that a name is of, whatever audience it is of; `nil` for what is not the name of a shard.
  static func partition(of key: String) -> Partition? {
    guard let dash = key.lastIndex(of: "-") else { return .whole }
    return Partition(key[key.index(after: dash)...])
  }

  private static func name(of audience: Audience) -> String {
    if audience == .public { return Audience.publicLabel }
    return "a" + ContentHash(of: audience.labels.joined(separator: "\n").utf8).description.prefix(31)
  }
}
