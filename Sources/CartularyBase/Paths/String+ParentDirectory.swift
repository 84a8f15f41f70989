extension String {
  /// The directory that a path stands in: `.` for a bare name, `/` for what stands in the root and for the root.
  ///
  /// Slashes at the end count for nothing. It does not look at the disk. (`NSString.deletingLastPathComponent` of
  /// swift-foundation stops the program for a name of one character.)
  package var parentDirectory: String {
    // By bytes: a mark that follows a slash makes one character of both.
    let path = Self.withoutEndingSlashes(utf8[...])
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else {
      return utf8.first == UInt8(ascii: "/") ? "/" : "."
    }
    let parent = Self.withoutEndingSlashes(path[..<slash])
    return parent.isEmpty ? "/" : String(Substring(parent))
  }

  private static func withoutEndingSlashes(_ path: Substring.UTF8View) -> Substring.UTF8View {
    var path = path
    while path.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}
