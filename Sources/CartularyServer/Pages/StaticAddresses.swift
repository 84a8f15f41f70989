internal import CartularyModel

/// Where the pages of a site of files are, seen from one of them: all links are relative, so that the site can lie in any
/// folder of a host.
struct StaticAddresses: PageAddresses {
  /// From the page to the site's folder: `.` or `..`.
  let root: String

  let isStatic = true

  /// Without a server there is another script.
  func asset(_ name: String) -> String { "\(root)/assets/" + (name == "page.js" ? "static.js" : name) }

  func page(_ path: String) -> String {
    let (path, fragment) = (path.prefix { $0 != "#" }, path.drop { $0 != "#" })
    return root + (path == "/" ? "/index.html" : path + ".html") + fragment
  }

  func listing(_ field: String, _ value: String, page: Int) -> String {
    "\(root)/" + Self.listingFile(field, value, page: page)
  }

  func dataset(_ id: String, _ pairs: [PageQuery.Pair]) -> String {
    "\(root)/dataset/\(PageQuery.encoded(id)).html"
  }

  func format(_ id: String, _ ending: String) -> String? {
    RecordFormat.all.contains { $0.ending == ending }
      ? "\(root)/dataset/\(PageQuery.encoded(id)).\(ending)" : nil
  }

  func program(_ path: String, _ pairs: [PageQuery.Pair]) -> String? { nil }

  /// The list of all datasets as the value of a field: it has pages like that of a publisher.
  static let all = "all"
  static let allTitle = "All datasets"

  /// The file of a list, named by a hash, as a value may hold anything: the page says which value it is.
  static func listingFile(_ field: String, _ value: String, page: Int) -> String {
    let number = page > 1 ? "-\(page)" : ""
    guard field != all else { return "\(all)\(number).html" }
    return "\(field)/\(ContentHash(of: value.utf8).description.prefix(16))\(number).html"
  }
}
