internal import CartularyCatalog
internal import CartularyIndex
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// A server of its own for one catalog, with metrics on another port.
package struct CatalogServer: Sendable {
  private let service: CatalogService
  private let settings: ServerSettings
  private let log: Logger
  private let running = Guarded<ServiceGroup?>(nil)

  /// - Parameter isQuiet: Whether to log errors alone, to standard error.
  package init(_ settings: ServerSettings, isQuiet: Bool = false) async throws {
    var log = Logger(label: "cartulary") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = isQuiet ? .error : .info
    (self.settings, self.log) = (settings, log)
    service = try await CatalogService(settings, log: log)
  }

  /// Serves until it is asked to stop by SIGTERM or SIGINT, and then finishes what runs.
  ///
  /// - Parameters:
  ///   - host: The address to listen on.
  ///   - port: 0 for any that is free.
  ///   - metricsPort: Of the listener of metrics, on the same host; `nil` for none.
  ///   - handlesSignals: Whether signals stop it; else only `stop` does.
  ///   - onRunning: Told the port.
  /// - Throws: `ServerFault` if it cannot listen there.
  package func run(
    host: String, port: Int, metricsPort: Int?, handlesSignals: Bool = true,
    onRunning: @escaping @Sendable (_ port: Int) async -> Void
  ) async throws {
    var services: [any Service] = [
      application(CatalogResponder(service), host, port) { await onRunning($0.localAddress?.port ?? port) }
    ]
    if let metricsPort {
      services.append(application(MetricsResponder(service: service), host, metricsPort) { _ in })
    }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: handlesSignals ? [.sigterm, .sigint] : [], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(settings.limits.stopSeconds)
    let group = ServiceGroup(configuration: configuration)
    running.withLock { $0 = group }
    do {
      try await group.run()
    } catch let error as IOError {
      throw ServerFault(
        description: "cannot listen on \(host):\(port): " + String(cString: strerror(error.errnoCode)))
    } catch is CancellationError {
      // The time for what still ran is over.
    }
  }

  /// Asks the server to stop: no more connections are taken, and what runs is finished.
  ///
  /// Cancelling the task that runs it is not the same: NIO ends the process over a connection that was taken and never
  /// handed on.
  package func stop() async { await running.withLock { $0 }?.triggerGracefulShutdown() }

  private func application<Responder: HTTPResponder>(
    _ responder: Responder, _ host: String, _ port: Int,
    onRunning: @escaping @Sendable (any Channel) async -> Void
  ) -> Application<Responder> where Responder.Context == ServerContext {
    let limits = settings.limits
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [ConnectionGuard(limits)],
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headerByteCount, maxHeaderListSize: limits.headerByteCount,
        maxHeaderFieldCount: 200))
    return Application(
      responder: responder, server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connectionCount)),
      onServerRunning: onRunning, logger: quiet)
  }

  /// Hummingbird's own messages hold whole addresses.
  private var quiet: Logger {
    var logger = log
    logger.logLevel = .error
    return logger
  }
}

/// Answers with the metrics, whatever is asked.
private struct MetricsResponder: HTTPResponder {
  typealias Context = ServerContext

  let service: CatalogService

  func respond(to request: Request, context: ServerContext) async throws -> Response {
    let text = service.metrics.text(
      waitingCount: service.threads.waitingCount, node: NodeFollower.lease(of: service.source.path))
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
