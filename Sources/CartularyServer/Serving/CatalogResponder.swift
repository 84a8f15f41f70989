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
    await Self.response(to: request, at: request.head.path ?? "/", peer: context.peer, service)
  }

  /// - Parameter target: Path and query, as the catalog has them.
  static func response(
    to request: Request, at target: String, peer: String?, _ service: CatalogService
  ) async -> Response {
    let head = HTTPQuestion(
      request.method.rawValue, target, headers: request.headers, authority: request.head.authority, peer: peer
    )
    guard let limit = service.limits.bodyByteCount(of: head), head.bodyByteCount ?? 0 <= limit else {
      return response(await service.answer(head))
    }
    let body = await body(of: request, upTo: limit, seconds: service.limits.headSeconds)
    return response(await service.answer(head.with(body: body)))
  }

  /// - Returns: `nil` for a body that is too long, or does not come in time.
  private static func body(of request: Request, upTo limit: Int, seconds: Double) async -> [UInt8]? {
    let body = request.body
    return try? await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask { Array((try await body.collect(upTo: limit)).readableBytesView) }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  private static func response(_ answer: HTTPAnswer) -> Response {
    let status = HTTPResponse.Status(code: answer.status)
    switch answer.body {
    case .none:
      var response = Response(status: status, headers: answer.headers)
      // Hummingbird says 0; of an answer that can have no body nothing is said.
      if [204, 304].contains(answer.status) { response.headers[.contentLength] = nil }
      return response
    case .bytes(let bytes):
      return Response(
        status: status, headers: answer.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .stream(let next):
      return Response(
        status: status, headers: answer.headers,
        body: ResponseBody { writer in
          while let bytes = try await next() { try await writer.write(ByteBuffer(bytes: bytes)) }
          try await writer.finish(nil)
        })
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
