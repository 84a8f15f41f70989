/// Something that `PublicationPermissions` would let pass.
public struct PublicationRefusal: Sendable, Equatable {
  /// Which permission it needs: of the record's id, or, for deletions, of as many as there are ids.
  public enum Kind: String, Sendable, CaseIterable {
    /// More people would come to see the record.
    case widening
    /// The record's effective sensitivity would fall.
    case lowering
    /// Pruning would withdraw more than one record in ten.
    case deletions
  }

  /// Which permission it needs.
  public let kind: Kind
  /// The records that it is about.
  public let ids: [String]
  /// Why nothing is published: one line, lower case, without a full stop.
  public let message: String
}
