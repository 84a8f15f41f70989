/// Keys of the metadata that each shard carries.
enum ShardMetadata {
  static let format = "cartulary-format"
  static let sequence = "cartulary-sequence"
  static let audience = "cartulary-audience"
  /// The catalog and the audience, as `CatalogLayout.seal` has them: a shard that says something else is not opened.
  static let seal = "cartulary-seal"
  /// Ids of records that were taken out before the ledger said so, a line each; empty in a shard at rest.
  static let hidden = "cartulary-hidden"
  /// Says that something was taken out of the shard whose words its files may still hold; empty when they do not.
  static let residue = "cartulary-residue"
}
