/// The version of the JSON that every front answers with, and of the columns of tsv and csv.
///
/// Fields, keys and values of vocabularies are added without a new version. It grows when one of them changes its
/// meaning or goes away.
package enum WireVersion {
  package static let current = 1
  /// The oldest version that can still be asked for.
  package static let oldest = 1
}
