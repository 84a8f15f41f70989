package import CartularyModel

/// What a server serves, and for whom.
package struct ServerSettings: Sendable {
  /// The catalog's directory.
  package var catalog: String
  /// The file of keys; `nil` for no keys.
  package var keys: String?
  /// `nil` to take no tokens of an identity provider.
  package var tokens: TokenRules?
  /// Where clients find the server, without a slash at the end.
  package var baseURL = ""
  /// Sites whose pages may send messages for assistants, such as `https://host.example`, besides the server's own.
  package var origins: [String] = []
  /// What the pages call the site.
  package var siteName = "Cartulary"
  /// Sites that may show the search in a frame; none by default.
  package var embedOrigins: [EmbedOrigin] = []
  /// For profiles that name diseases.
  package var diseases: DiseaseTree?
  package var limits = ServerLimits()
  /// Another way to open the catalog, for tests.
  var source: CatalogSource?

  package init(catalog: String) { self.catalog = catalog }
}

/// Why a server cannot start.
package struct ServerFault: Error, CustomStringConvertible {
  package let description: String
}
