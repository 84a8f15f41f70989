internal import CartularyBase
internal import CartularyModel

/// What a partner pastes into a page: the script of the search with its hash, and the element.
package enum EmbedSnippet {
  /// - Parameter baseURL: Where browsers find the server, without a slash at the end.
  package static func text(_ baseURL: String) -> String {
    let base = Escape.html(baseURL)
    return """
      <script type="module" src="\(base)/embed.js" integrity="\(IntegrityHash(of: script))" crossorigin="anonymous"></script>
      <cartulary-search base="\(base)" facets="availability,license">
      <a href="\(base)/search">Search the catalog</a>
      </cartulary-search>

      """
  }

  /// The bytes that `/embed.js` has.
  static var script: [UInt8] { PackageResources.embed_js }
}
