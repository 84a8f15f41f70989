internal import CartularyCatalog
public import Hummingbird
internal import Logging

/// The catalog's paths in a Hummingbird application of a partner's own: it answers those, and leaves all others to the
/// application. Docs/SERVER.md describes paths, limits and credentials.
///
/// Limits on connections are the application's. The rate counts keys alone, as addresses are the application's matter too.
public struct CatalogMiddleware<Context: RequestContext>: RouterMiddleware {
  private let service: CatalogService

  /// Opens a catalog.
  ///
  /// - Parameters:
  ///   - catalog: Its directory.
  ///   - keys: The file of keys; `nil` to take no credentials.
  ///   - baseURL: Where clients find the application, without a slash at the end.
  /// - Throws: `CatalogError` if the catalog cannot be read; an error that says why if the file of keys cannot.
  public init(catalog: String, keys: String? = nil, baseURL: String = "") async throws {
    var settings = ServerSettings(catalog: catalog)
    (settings.keys, settings.baseURL) = (keys, baseURL)
    service = try await CatalogService(settings, log: Logger(label: "cartulary"))
  }

  /// Answers a request for one of the catalog's paths, and hands on every other.
  public func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let question = HTTPQuestion(request.method.rawValue, request.head.path ?? "/")
    guard RouteTable.has(question.path) else { return try await next(request, context) }
    return await CatalogResponder.response(to: request, peer: nil, service)
  }
}
