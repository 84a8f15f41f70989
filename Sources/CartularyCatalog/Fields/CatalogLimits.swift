/// Bounds of a catalog, each with its reason.
enum CatalogLimits {
  /// Between two commits to one shard. A reader that meets commits 20 ms apart has to start over up to 22
  /// times, at 100 ms never (measured with three readers).
  static let commitInterval = Duration.milliseconds(100)
  /// How often a reader that was overtaken starts again before it gives up.
  static let retryCount = 10
  /// Records of one page of a listing: some megabytes at most, and the cost of finding a page is shared by many.
  static let listingPageSize = 500
  /// Into how many parts an index may divide the records of each audience. Each that a viewer opens costs a search a tenth
  /// of a millisecond and five open files; the records of sixty million are a million to a part.
  static let partitionCounts = 1...64
}
