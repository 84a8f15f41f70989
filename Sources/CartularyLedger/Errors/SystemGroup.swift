internal import Foundation

/// A group of users of this machine.
package enum SystemGroup {
  /// The number of a group; `nil` if the system has no group of that name.
  package static func id(named name: String) -> UInt32? {
    guard let entry = getgrnam(name) else { return nil }
    return entry.pointee.gr_gid
  }
}
