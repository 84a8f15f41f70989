/// The limit on the process's open files. Each shard takes about five, so a viewer of a few hundred audiences would
/// reach the usual limit of 1,024.
enum OpenFiles {
  /// Enough for ten thousand shards; beyond it, some systems' kernel tables would grow to no purpose.
  private static let wanted: rlim_t = 1 << 16

  /// Raises the limit as far as the system allows and is useful. The library does not change it, because it belongs to
  /// the program.
  static func raiseLimit() {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, wanted))
    // If that is refused, the limit stays as it was, and a search that needs more reports it.
    _ = setrlimit(resource, &limit)
  }
}
