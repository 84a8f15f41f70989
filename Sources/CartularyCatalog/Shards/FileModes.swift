internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// File modes by which the operating system keeps local users apart, where labels alone would not: anyone
/// can say `--as`.
struct FileModes {
  let settings: CatalogSettings

  /// Who may read a shard: everyone the public one; of others the owner, and a group where every label of
  /// the audience is given to that one group. A record that holders of either of two labels may see cannot
  /// be told to the system in one group, so it stays with the owner.
  func apply(toShard path: String, _ audience: Audience) throws {
    guard !audience.isPublic else { return try set(path, mode: 0o755, group: nil) }
    let groups = Set(audience.labels.map { settings.groups[$0] })
    let group = groups.count == 1 ? groups.first ?? nil : nil
    try set(path, mode: group == nil ? 0o700 : 0o750, group: group)
  }

  /// The ledger holds every record: it is for those who publish.
  func apply(toLedger path: String) throws {
    try set(path, mode: settings.ledgerGroup == nil ? 0o600 : 0o660, group: settings.ledgerGroup)
  }

  /// What was asked and found reveals every record, and people: it is for those who may read the ledger.
  func apply(toQueryLog path: String) throws { try apply(toLedger: path) }

  private func set(_ path: String, mode: mode_t, group: String?) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw CocoaError(.fileReadNoSuchFile) }
    if let group, let id = SystemGroup.id(named: group), status.st_gid != id {
      guard chown(path, gid_t.max, id) == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }
    if status.st_mode & 0o7777 != mode {
      guard chmod(path, mode) == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }
  }
}
