internal import CartularyCatalog
internal import HTTPTypes
package import Hummingbird
package import HummingbirdCore
internal import Logging
internal import NIOCore

/// Answers the catalog's requests in a Hummingbird application: as its only responder, or as a middleware before the
/// routes of its own.
package struct CatalogResponder: HTTPResponder {
  package typealias Context = ServerContext

  private let service: CatalogService

  package init(_ service: CatalogService) { self.service = service }

  package func respond(to request: Request, context: ServerContext) async throws -> Response {
    await Self.response(to: request, peer: context.peer, service)
  }

  static func response(to request: Request, peer: String?, _ service: CatalogService) async -> Response {
    let question = HTTPQuestion(
      request.method.rawValue, request.head.path ?? "/", headers: request.headers, peer: peer)
    return response(await service.answer(question), service)
  }

  private static func response(_ answer: HTTPAnswer, _ service: CatalogService) -> Response {
    let status = HTTPResponse.Status(code: answer.status)
    switch answer.body {
    case .none: return Response(status: status, headers: answer.headers)
    case .bytes(let bytes):
      return Response(
        status: status, headers: answer.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .pieces(let begin):
      let body = ResponseBody { writer in
        let next = begin()
        while let piece = try await service.threads.run(
          within: .seconds(service.limits.answerSeconds), next)
        {
          try await writer.write(ByteBuffer(bytes: piece))
        }
        try await writer.finish(nil)
      }
      return Response(status: status, headers: answer.headers, body: body)
    }
  }
}

/// What a request's connection is known by.
package struct ServerContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The address of the peer; `nil` if it is not known.
  package let peer: String?

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}
