internal import CartularyCatalog
public import Hummingbird
internal import Logging

/// The catalog's paths in a Hummingbird application of a partner's own: it answers those, and leaves all others to the
/// application. Docs/SERVER.md describes paths, limits and credentials.
///
/// Limits on connections are the application's. The rate counts keys alone, as addresses are the application's matter too.
public struct CatalogMiddleware<Context: RequestContext>: RouterMiddleware {
  private let service: CatalogService
  private let prefix: String
  private let pages: Bool

  /// Opens a catalog.
  ///
  /// - Parameters:
  ///   - catalog: Its directory.
  ///   - keys: The file of keys; `nil` to take no credentials.
  ///   - prefix: Where the catalog's paths begin, such as `/data`, so that a search is `/data/api/v1/search`; empty for
  ///     the root. It begins with a slash and does not end with one.
  ///   - baseURL: Where clients find the catalog's paths, with the prefix and without a slash at the end; the prefix by
  ///     default.
  ///   - pages: Whether the pages for people are answered too, `/` and `/about` among them; without them the application
  ///     has those paths to itself.
  /// - Throws: `CatalogError` if the catalog cannot be read; an error that says why if the file of keys cannot, or the
  ///   prefix is not one.
  public init(
    catalog: String, keys: String? = nil, below prefix: String = "", baseURL: String? = nil,
    pages: Bool = false
  ) async throws {
    guard prefix.isEmpty || prefix.hasPrefix("/") && !prefix.hasSuffix("/") && !prefix.contains("?") else {
      throw ServerFault(
        description: "'\(prefix)' is not a prefix of paths: it begins with '/' and does not end with one")
    }
    self.pages = pages
    var settings = ServerSettings(catalog: catalog)
    (settings.keys, settings.baseURL) = (keys, baseURL ?? prefix)
    service = try await CatalogService(settings, log: Logger(label: "cartulary"))
    self.prefix = prefix
  }

  /// Answers a request for one of the catalog's paths, and hands on every other.
  public func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let target = request.head.path ?? "/"
    guard target.hasPrefix(prefix) else { return try await next(request, context) }
    var own = String(target.dropFirst(prefix.count))
    // Its start page is found without the slash, too.
    if pages, own.isEmpty || own.hasPrefix("?") { own = "/" + own }
    guard RouteTable.has(HTTPQuestion(request.method.rawValue, own).path, pages: pages) else {
      return try await next(request, context)
    }
    return await CatalogResponder.response(to: request, at: own, peer: nil, service)
  }
}
