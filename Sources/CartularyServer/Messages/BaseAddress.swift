/// Where clients find the server, in its two parts.
struct BaseAddress: Sendable, Equatable {
  /// Scheme, host and port, in lower case, such as `https://data.example.org`; empty if they are not known.
  let origin: String
  /// What stands before every path, such as `/catalog`; mostly empty.
  let path: String

  /// - Parameter text: Without a slash at the end; a path alone, or nothing, if the origin is not known.
  init(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard text.contains("://"), parts.count >= 3 else {
      (origin, path) = ("", text)
      return
    }
    origin = parts.prefix(3).joined(separator: "/").lowercased()
    path = parts.count > 3 ? "/" + parts[3] : ""
  }
}
