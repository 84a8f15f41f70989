internal import CXapian

/// What is done to an index as a whole, beside reading and writing it.
package enum IndexUpkeep {
  /// The version of the Xapian that is linked, as `1.4.22`.
  package static let engineVersion = String(cString: cx_version())

  /// Runs Xapian's own check over the index in the directory at `path`.
  ///
  /// It runs in a process of its own, so that damage which makes the engine crash is found and harms no
  /// one. What it finds is the engine's own words. Glass has no checksums: the check sees a damaged
  /// structure, but not every changed word.
  ///
  /// - Returns: What is wrong, in some lines; `nil` when the check finds nothing.
  /// - Throws: `IndexError` when there is no index there, or the check cannot be started.
  package static func check(_ path: String) throws(IndexError) -> String? {
    var report: OpaquePointer?
    try CartularyIndex.check(path: path) { message in
      withSlice(path) { cx_database_check($0, &report, message) }
    }
    let text = BytesHandle(report!).text  // set whenever the status is ok
    return text.isEmpty ? nil : text
  }

  /// Writes a copy of an index without what deleted documents left in its files.
  ///
  /// - Parameter target: A directory that does not exist yet. The copy is not synced to the disk.
  package static func compact(_ path: String, into target: String) throws(IndexError) {
    try CartularyIndex.check(path: path) { message in
      withSlice(path) { source in
        withSlice(target) { cx_database_compact(source, $0, message) }
      }
    }
  }

  /// Writes the documents of some indexes into a new one, in the order of the indexes.
  ///
  /// Metadata of one key is that of the first index that has it.
  ///
  /// - Parameters:
  ///   - paths: At least one. Each takes some five open files while this lasts.
  ///   - target: A directory without an index, which need not exist. What is written is not synced to the disk.
  package static func merge(_ paths: [String], into target: String) throws(IndexError) {
    try CartularyIndex.check(path: target) { message in
      withSlices(paths) { sources in
        withSlice(target) { cx_databases_merge(sources.baseAddress!, sources.count, $0, message) }
      }
    }
  }

  /// Puts each of two directories in the place of the other, at once and durably.
  ///
  /// Who opens an index below one of them finds the old one or the new one, never none.
  ///
  /// - Throws: `IndexError` with code `.invalidArgument` where the file system cannot exchange names, with
  ///   nothing changed. With another code they may have been exchanged, and are not known to be durable.
  package static func exchange(_ first: String, _ second: String) throws(IndexError) {
    try CartularyIndex.check(path: first) { message in
      withSlice(first) { first in
        withSlice(second) { cx_directory_exchange(first, $0, message) }
      }
    }
  }
}
