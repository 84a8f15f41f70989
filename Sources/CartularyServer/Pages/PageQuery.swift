/// The query of a page's address. What a page does not know is passed over: a link with more in it still leads there.
struct PageQuery: Sendable {
  typealias Pair = (key: String, value: String)

  let pairs: [Pair]

  init(_ query: QueryString) { pairs = query.pairs.map { ($0.key, $0.value ?? "") } }

  init(_ pairs: [Pair] = []) { self.pairs = pairs }

  /// The first value; empty if there is none.
  func one(_ key: String) -> String { pairs.first { $0.key == key }?.value ?? "" }

  /// All values that are not empty, each once.
  func all(_ key: String) -> [String] {
    var seen: Set<String> = []
    return pairs.filter { $0.key == key && !$0.value.isEmpty }.map(\.value).filter {
      seen.insert($0).inserted
    }
  }

  /// The number of a page of results, from 1.
  var page: Int { Int(one("page")).map { min(max(1, $0), Self.maximumPage) } ?? 1 }

  static let maximumPage = 500

  // MARK: - Addresses

  /// An address with a query, without what is empty.
  static func address(_ path: String, _ pairs: [Pair]) -> String {
    let query = pairs.filter { !$0.value.isEmpty }
      .map { encoded($0.key) + "=" + encoded($0.value) }.joined(separator: "&")
    guard !query.isEmpty else { return path }
    let (head, fragment) = (path.prefix { $0 != "#" }, path.drop { $0 != "#" })
    return head + "?" + query + fragment
  }

  /// As a part of a path or of a query.
  static func encoded(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "/"):
        result.append(byte)
      default:
        result.append(UInt8(ascii: "%"))
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  // MARK: - One form

  /// The one form of the query of a page that is searched or decided: what says nothing is left out, and the rest stands
  /// in a fixed order. Forms send every field, also the empty ones.
  ///
  /// - Returns: `nil` for a page that takes its query as it is.
  func canonical(for view: Route.View) -> [Pair]? {
    switch view {
    case .search:
      let asked = PageSearch(self)
      let finds = PageWords.facets.map { ("find." + $0.name, asked.finds[$0.name] ?? "") }
      return (asked.pairs(page: asked.page) + [("more", asked.more)] + finds).filter { !$0.value.isEmpty }
    case .dataset: return PageProfile(self).pairs + (one("column").isEmpty ? [] : [("column", one("column"))])
    case .start, .publisher, .theme, .variables, .about, .signIn, .embed: return nil
    }
  }

  /// Whether a page is one of endlessly many, so that search engines should leave it out.
  func isUnlisted(_ view: Route.View) -> Bool {
    switch view {
    case .search: !pairs.isEmpty
    case .variables: !one("q").isEmpty
    case .dataset: !PageProfile(self).pairs.isEmpty || !one("column").isEmpty
    case .start, .publisher, .theme, .about: false
    case .signIn, .embed: true
    }
  }
}
