/// The symbols that the shell draws with: Unicode if the locale can show it, otherwise plain ASCII.
///
/// This applies only to the program's own symbols; text from records is unchanged.
struct Glyphs: Sendable, Equatable {
  let ellipsis: String
  /// Between facts on one line.
  let divider: String
  /// Between two numbers.
  let dash: String
  /// Under a heading.
  let rule: String
  /// Fractions of one cell, from the smallest to a full one.
  private let blocks: [String]
  /// Heights of one cell, from the lowest to the highest.
  private let heights: [String]
  /// Shades of one cell, from none to the darkest.
  let shades: [String]

  static let unicode = Glyphs(
    ellipsis: "…", divider: "·", dash: "–", rule: "─", blocks: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], shades: [" ", "░", "▒", "▓", "█"])
  static let ascii = Glyphs(
    ellipsis: "...", divider: "|", dash: "-", rule: "-", blocks: ["#"],
    heights: ["_", ".", "-", "=", "*", "#"], shades: [" ", ".", "+", "x", "#"])

  /// The glyphs for the process's locale, from the first of LC_ALL, LC_CTYPE and LANG that is not empty.
  static var ofLocale: Glyphs {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = getenv(name), value.pointee != 0 else { continue }
      return namesUTF8(value) ? .unicode : .ascii
    }
    return .ascii
  }

  /// By the C library, because to look for a string in a string of Swift sets up tables, a thirtieth of a short process.
  private static func namesUTF8(_ locale: UnsafePointer<CChar>) -> Bool {
    var rest = locale
    while rest.pointee != 0 {
      if strncasecmp(rest, "utf-8", 5) == 0 || strncasecmp(rest, "utf8", 4) == 0 { return true }
      rest += 1
    }
    return false
  }

  /// A bar of `count` out of `most` in at most `width` cells; any nonzero count is visible.
  func bar(_ count: Int, of most: Int, width: Int) -> String {
    guard count > 0, most > 0 else { return "" }
    let parts = max(1, (count * width * blocks.count + most / 2) / most)
    let (whole, rest) = (min(parts, width * blocks.count) / blocks.count, parts % blocks.count)
    return String(repeating: blocks[blocks.count - 1], count: whole)
      + (rest > 0 && whole < width ? blocks[rest - 1] : "")
  }

  /// One cell per count, as high as its share of the maximum; a space for zero.
  func sparkline(_ counts: [Int]) -> String {
    let most = counts.max() ?? 0
    return counts.map { count in
      count == 0 ? " " : heights[min(heights.count - 1, (count * heights.count - 1) / most)]
    }.joined()
  }

  /// The shade for a count's share of the maximum; at least the lightest visible shade for any nonzero count.
  func shade(_ count: Int, of most: Int) -> String {
    shades[Self.level(count, of: most, levels: shades.count)]
  }

  /// 0 for zero, otherwise 1 to `levels - 1` by the share of the maximum.
  static func level(_ count: Int, of most: Int, levels: Int) -> Int {
    count == 0 || most == 0 ? 0 : min(levels - 1, 1 + (count * (levels - 1) - 1) / most)
  }
}
