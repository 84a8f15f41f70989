/// The version of the JSON of every interface, and of the columns of tsv and csv.
///
/// Fields, keys and values of vocabularies are added without a new version. It increases when one of them changes its
/// meaning or is removed.
package enum WireVersion {
  /// The version of the program that writes it.
  package static let program = "0.1.0"
  package static let current = 1
  /// The oldest version that can still be requested.
  package static let oldest = 1
}
