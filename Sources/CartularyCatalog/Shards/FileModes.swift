internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// File modes by which the operating system keeps local users apart, where labels alone would not: anyone
/// can say `--as`. They do not depend on what the process leaves out of the modes of what it makes.
///
/// Who publishes as a member of `ledger-group` needs to write everywhere. What others own keeps the mode that they gave it.
struct FileModes {
  let settings: CatalogSettings

  private var publishers: String? { settings.ledgerGroup }

  /// Who may read a shard: everyone the public one; of others the owner, and a group where every label of
  /// the audience is given to that one group. A record that holders of either of two labels may see cannot
  /// be told to the system in one group, so it stays with the owner.
  ///
  /// Members of `ledger-group` read every record in the ledger: they may read and write the shards too, but for those
  /// that another group has, as the system gives a directory to one group.
  func apply(toShard path: String, _ audience: Audience) throws {
    if audience.isPublic {
      try set(path, mode: publishers == nil ? 0o755 : 0o2775, group: publishers)
    } else {
      let groups = Set(audience.labels.map { settings.groups[$0] })
      let group = groups.count == 1 ? groups.first ?? nil : nil
      if let publishers, group == nil || group == publishers {
        try set(path, mode: 0o2770, group: publishers)
      } else {
        try set(path, mode: group == nil ? 0o700 : 0o750, group: group)
      }
    }
    try applyToFiles(ofShard: path)
  }

  /// Who may open a shard's directory may read its files. A lock can be held by whoever may open it: that is for writers.
  func applyToFiles(ofShard path: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      let isLock = name == "flintlock"
      let mode: mode_t = publishers == nil ? (isLock ? 0o600 : 0o644) : (isLock ? 0o660 : 0o664)
      try set(path + "/" + name, mode: mode, group: isLock ? publishers : nil)
    }
  }

  /// The ledger holds every record: it is for those who publish.
  func apply(toLedger path: String) throws {
    try set(path, mode: publishers == nil ? 0o600 : 0o660, group: publishers)
  }

  /// Whoever may open the lock can hold it.
  func apply(toLock path: String) throws { try apply(toLedger: path) }

  /// What was asked and found reveals every record, and people: it is for those who may read the ledger.
  func apply(toQueryLog path: String) throws { try apply(toLedger: path) }

  /// The directories in which those who publish make files, the ledger's journal among them. Only what they need is
  /// added: the owner may have closed a catalog to others.
  func apply(toDirectory path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw CocoaError(.fileReadNoSuchFile) }
    let forGroup: mode_t = 0o2070
    let mode = status.st_mode & 0o7777
    if publishers != nil {
      try set(path, mode: mode | forGroup, group: publishers)
    } else if mode & 0o2020 == 0o2020 {
      try set(path, mode: mode & ~0o2020, group: nil)
    }
  }

  private func set(_ path: String, mode: mode_t, group: String?) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw CocoaError(.fileReadNoSuchFile) }
    // A link is not followed, and what others made is theirs to change.
    guard status.st_mode & S_IFMT != S_IFLNK, geteuid() == 0 || status.st_uid == geteuid() else { return }
    if let group, let id = SystemGroup.id(named: group), status.st_gid != id {
      guard chown(path, gid_t.max, id) == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }
    if status.st_mode & 0o7777 != mode {
      guard chmod(path, mode) == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }
  }
}
