internal import Foundation

/// The clock, as text. Order never depends on it: sequence numbers decide what came first.
package enum Timestamp {
  /// Now in UTC, to the second: `2026-11-21T08:00:00Z`.
  package static func now() -> String { Date().formatted(.iso8601) }
}
