internal import CartularyWire
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Ends connections that a server would otherwise keep: after an answer that says `Connection: close`, after a request
/// that is not valid HTTP, and when a client takes too long with its request or with reading the answer.
///
/// It stands behind the parser of HTTP, so it sees whole heads; `ByteWatch`, which stands before it, sees each byte.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ServerLimits
  private var isClosing = false
  private var isAnswering = false
  private var timer: Scheduled<Void>?

  init(_ limits: ServerLimits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    // The first request has to come at once.
    wait(limits.headSeconds, context)
    let watch = ByteWatch { [weak self] context in self?.firstByte(context) }
    try? context.pipeline.syncOperations.addHandler(watch, position: .first)
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  private var hasBegun = false

  /// Of a request: from now on its head has a deadline that further bytes do not move.
  private func firstByte(_ context: ChannelHandlerContext) {
    guard !hasBegun, !isAnswering else { return }
    hasBegun = true
    wait(limits.headSeconds, context)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) {
      timer?.cancel()
      isAnswering = true
    }
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError, !isAnswering, !isClosing else {
      context.fireErrorCaught(error)
      return
    }
    let problem =
      switch error {
      case .headerOverflow:
        Problem(
          431, .headersTooLarge, "the headers have at most \(limits.headerByteCount >> 10) KiB")
      default: Problem(400, .badRequest, "the request is not valid HTTP")
      }
    var answer = problem.answer
    answer.headers[.connection] = "close"
    answer.headers[.cacheControl] = "no-store"
    answer.headers[.xContentTypeOptions] = "nosniff"
    guard case .bytes(let bytes) = answer.body else { return }
    answer.headers[.contentLength] = String(bytes.count)
    let head = HTTPResponse(status: .init(code: answer.status), headerFields: answer.headers)
    isAnswering = true
    write(context: context, data: wrapOutboundOut(.head(head)), promise: nil)
    write(context: context, data: wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil)
    write(context: context, data: wrapOutboundOut(.end(nil)), promise: nil)
    context.flush()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      if head.headerFields[.connection]?.lowercased() == "close" { isClosing = true }
      context.write(data, promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      guard isClosing else {
        (isAnswering, hasBegun) = (false, false)
        wait(limits.idleSeconds, context)
        context.write(data, promise: promise)
        return
      }
      let written = promise ?? context.eventLoop.makePromise()
      let channel = context.channel
      // What the client still sends is not read: a reset would take the answer with it, so it is given a moment.
      written.futureResult.whenComplete { _ in
        channel.eventLoop.scheduleTask(in: .milliseconds(200)) { channel.close(promise: nil) }
      }
      context.write(data, promise: written)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      if isAnswering { timer?.cancel() }
    } else {
      wait(limits.idleSeconds, context)
    }
    context.fireChannelWritabilityChanged()
  }

  private func wait(_ seconds: Double, _ context: ChannelHandlerContext) {
    timer?.cancel()
    let channel = context.channel
    timer = context.eventLoop.scheduleTask(in: .milliseconds(Int64(seconds * 1_000))) {
      channel.close(promise: nil)
    }
  }
}

/// Tells of bytes before they are parsed.
private final class ByteWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let tell: (ChannelHandlerContext) -> Void

  init(_ tell: @escaping (ChannelHandlerContext) -> Void) { self.tell = tell }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    tell(context)
    context.fireChannelRead(data)
  }
}
