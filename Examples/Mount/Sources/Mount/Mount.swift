// A partner's own site: its front page, and a catalog below /data.
//
//   swift run Mount ../../index 8090
//   curl 'http://127.0.0.1:8090/data/api/v1/search?q=water'
import CartularyServer
import Foundation
import Hummingbird

@main
struct Mount {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let port = Int(arguments[2]) else {
      print("usage: Mount CATALOG PORT")
      exit(64)
    }
    let application = Application(
      router: try await router(catalog: arguments[1]),
      configuration: .init(address: .hostname("127.0.0.1", port: port)))
    try await application.runService()
  }

  static func router(catalog: String) async throws -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: try await CatalogMiddleware(catalog: catalog, below: "/data"))
    router.get("/") { _, _ in "the partner's own page\n" }
    return router
  }
}
