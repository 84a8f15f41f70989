internal import CartularyBase
internal import CartularyLedger
internal import Foundation

/// What a shard remembers of a record that was withdrawn from it: metadata of the shard, and no document,
/// so that it is neither found nor counted.
struct StoredWithdrawalV1: Codable, Equatable {
  let at: Timestamp
  let reason: String
  /// `true` where somebody withdrew it by name; left out where it vanished from the manifests.
  let stands: Bool?

  private enum CodingKeys: String, CodingKey { case at, reason, stands }

  static let keyPrefix = "cartulary-withdrawn:"

  static func key(_ id: String) -> String { keyPrefix + id }

  var text: String {
    guard let data = try? StoredJSON.encode(self) else { preconditionFailure("two texts always encode") }
    return String(decoding: data, as: UTF8.self)
  }

  init(_ tombstone: Tombstone) {
    (at, reason, stands) = (tombstone.withdrawnAt, tombstone.reason, tombstone.stands ? true : nil)
  }

  /// - Returns: `nil` for text that was not written by `text`.
  init?(text: String) {
    guard let value = try? StoredJSON.decode(Self.self, from: Data(text.utf8)) else { return nil }
    self = value
  }
}
