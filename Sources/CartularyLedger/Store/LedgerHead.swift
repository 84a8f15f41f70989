/// The current state of one id. A class, as a plan holds it for each record that changes.
package final class LedgerHead: Sendable {
  let id: String
  let number: Int
  /// Labels, separated by spaces. For a withdrawn record, those that it had.
  let audience: String
  let hash: String
  let isWithdrawn: Bool
  /// The effective level.
  let sensitivity: String
  /// Where the source of the record is. Of a withdrawn one, where it was no longer found; `nil` if it was withdrawn by
  /// name.
  let location: String?

  init(
    id: String, number: Int, audience: String, hash: String, isWithdrawn: Bool, sensitivity: String,
    location: String?
  ) {
    (self.id, self.number, self.audience, self.hash) = (id, number, audience, hash)
    (self.isWithdrawn, self.sensitivity, self.location) = (isWithdrawn, sensitivity, location)
  }
}
