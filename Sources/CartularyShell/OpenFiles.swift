/// How many files the process may have open. Each shard takes some five, so a viewer of a few hundred
/// audiences would meet the usual limit of 1,024.
enum OpenFiles {
  /// Enough for ten thousand shards; beyond it the kernel's tables of some systems grow for nothing.
  private static let wanted: rlim_t = 1 << 16

  /// Raises the limit as far as the system lets this process, and no further than is of use. The library
  /// leaves it alone: it belongs to the program.
  static func raiseLimit() {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, wanted))
    // Where it is refused, the limit stays, and a search that needs more says so.
    _ = setrlimit(resource, &limit)
  }
}
