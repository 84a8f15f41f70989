/// Where the pages of a site are.
protocol PageAddresses: Sendable {
  /// Whether the pages are files, which no server answers: nothing can be asked then.
  var isStatic: Bool { get }
  /// Where a file of `PageFiles.assets` is.
  func asset(_ name: String) -> String
  /// - Parameter path: Such as `/about#query`.
  func page(_ path: String) -> String
  /// A page of the datasets that have a value of `publisher` or `theme`.
  func listing(_ field: String, _ value: String, page: Int) -> String
  func dataset(_ id: String, _ pairs: [PageQuery.Pair]) -> String
  /// A record in another format, by the ending of its address; `nil` if it is not to be had.
  func format(_ id: String, _ ending: String) -> String?
  /// What a program asks, such as `/search.csv`; `nil` if it is not to be had.
  func program(_ path: String, _ pairs: [PageQuery.Pair]) -> String?
}

extension PageAddresses {
  func dataset(_ id: String) -> String { dataset(id, []) }

  func search(_ pairs: [PageQuery.Pair]) -> String { PageQuery.address(page("/search"), pairs) }
}

/// The addresses of a server's own pages.
struct ServedAddresses: PageAddresses {
  /// What stands before every path, without a slash at the end; mostly nothing.
  private let base: String

  let isStatic = false

  /// - Parameter baseURL: Where clients find the server: an address, or a path of the same origin, such as `/data`; empty for
  ///   its root.
  init(baseURL: String) {
    let parts = baseURL.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    base = baseURL.hasPrefix("/") ? baseURL : parts.count > 3 ? "/" + parts[3] : ""
  }

  func asset(_ name: String) -> String { "\(base)/assets/\(PageFiles.version)/\(name)" }

  func page(_ path: String) -> String { base + path }

  func listing(_ field: String, _ value: String, page: Int) -> String {
    PageQuery.address(base + "/" + field, [("name", value), ("page", page > 1 ? String(page) : "")])
  }

  func dataset(_ id: String, _ pairs: [PageQuery.Pair]) -> String {
    PageQuery.address(base + "/dataset/" + PageQuery.encoded(id), pairs)
  }

  func format(_ id: String, _ ending: String) -> String? {
    program("/dataset/" + PageQuery.encoded(id) + "." + ending, [])
  }

  func program(_ path: String, _ pairs: [PageQuery.Pair]) -> String? {
    RouteTable.answersPrograms(path) ? PageQuery.address(base + path, pairs) : nil
  }
}
