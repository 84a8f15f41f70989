internal import CartularyBase

/// The files of the pages, which are part of the program: templates, and what browsers load besides.
enum PageFiles {
  /// A file that browsers load.
  struct Asset: Sendable {
    let name: String
    let type: String
    let bytes: [UInt8]
  }

  static let assets: [Asset] = [
    Asset(name: "page.css", type: "text/css; charset=utf-8", bytes: PackageResources.page_css),
    Asset(name: "page.js", type: "text/javascript; charset=utf-8", bytes: PackageResources.page_js),
    Asset(name: "icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
    Asset(name: "embed.css", type: "text/css; charset=utf-8", bytes: PackageResources.embed_css),
    Asset(name: "embed.js", type: "text/javascript; charset=utf-8", bytes: PackageResources.embed_js),
    Asset(name: "static.js", type: "text/javascript; charset=utf-8", bytes: PackageResources.static_js),
  ]

  static func asset(_ name: String) -> Asset? { assets.first { $0.name == name } }

  /// Names the content of all assets, so that an address never changes what it holds.
  static let version = digits(assets.map(\.bytes))

  /// Names the content of all files: a page made of others is another page.
  static let digest = digits(assets.map(\.bytes) + templateBytes.sorted { $0.key < $1.key }.map(\.value))

  /// The texts of the templates, by name.
  static var templates: [String: String] { templateBytes.mapValues { String(decoding: $0, as: UTF8.self) } }

  private static var templateBytes: [String: [UInt8]] {
    [
      "about": PackageResources.about_mustache, "advice": PackageResources.advice_mustache,
      "badges": PackageResources.badges_mustache, "bars": PackageResources.bars_mustache,
      "coastline": PackageResources.coastline_mustache, "dataset": PackageResources.dataset_mustache,
      "embed": PackageResources.embed_mustache, "error": PackageResources.error_mustache,
      "facet": PackageResources.facet_mustache, "hit": PackageResources.hit_mustache,
      "json-ld": PackageResources.json_ld_mustache, "listing": PackageResources.listing_mustache,
      "page-foot": PackageResources.page_foot_mustache, "page-head": PackageResources.page_head_mustache,
      "pager": PackageResources.pager_mustache,
      "profile-fields": PackageResources.profile_fields_mustache,
      "search": PackageResources.search_mustache, "sign-in": PackageResources.sign_in_mustache,
      "start": PackageResources.start_mustache, "variables": PackageResources.variables_mustache,
      "years": PackageResources.years_mustache,
    ]
  }

  private static func digits(_ files: [[UInt8]]) -> String {
    let text = files.map { String(FNV1a.hash(String(decoding: $0, as: UTF8.self)), radix: 16) }
    return String(FNV1a.hash(text.joined(separator: " ")), radix: 16)
  }
}
