/// The version of the JSON that every front answers with.
package enum WireVersion {
  package static let current = 1
}
