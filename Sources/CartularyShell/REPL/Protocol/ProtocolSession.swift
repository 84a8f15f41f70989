internal import CartularyBase
internal import CartularyWire
internal import Foundation

/// One conversation with a program: exactly one line out for each line in.
///
/// One thread reads, so that a `cancel` is received while a search runs; one answers, in the order of the requests; one
/// writes, so that a slow reader delays nothing else.
final class ProtocolSession: Sendable {
  /// The destination of answers.
  enum Output: Sendable {
    case descriptor(Int32)
    /// For tests.
    case collector(@Sendable (String) -> Void)
  }

  private let answers: ProtocolAnswers
  private let output: Output
  private let queue = ProtocolQueue()
  private let failure = Failure()

  /// Written by the writing thread, and read after it has finished.
  private final class Failure: @unchecked Sendable {
    var hasFailed = false
  }

  init(answers: ProtocolAnswers, output: Output) {
    (self.answers, self.output) = (answers, output)
  }

  /// Runs until the input ends, a `quit` is answered, or nobody reads the answers any more, which counts as success.
  ///
  /// - Throws: `WorkThread.Refusal` if the system does not allow the threads; nothing has been read or written then.
  func run(reading pipe: LinePipe) throws(WorkThread.Refusal) -> ShellExit {
    let input = Input(pipe: pipe)
    // The one that reads is the last, because it is what sets the others to work.
    do throws(WorkThread.Refusal) {
      try start { self.write() }
      try startWorker()
      try start { self.read(input.pipe) }
    } catch {
      queue.endInput()
      throw error
    }
    queue.waitUntilWritten()
    return failure.hasFailed ? .inputOutput : .done
  }

  /// A pipe passed to the thread that reads it. Safe because only that thread uses it.
  private struct Input: @unchecked Sendable {
    let pipe: LinePipe
  }

  // MARK: - Threads

  private func start(_ work: @escaping @Sendable () -> Void) throws(WorkThread.Refusal) {
    // The same stack as the main thread's, for which the depth of queries and JSON is bounded.
    _ = try WorkThread(stackByteCount: 8 << 20, work)
  }

  private func startWorker() throws(WorkThread.Refusal) {
    let worker = queue.addWorker()
    try start {
      while let job = self.queue.take(by: worker) {
        let line =
          switch job {
          case .answered(let line): line
          case .request(let request): self.answers.line(for: request)
          }
        guard self.queue.finish(by: worker, with: line) else { return }
      }
    }
  }

  private func read(_ pipe: LinePipe) {
    defer { queue.endInput() }
    while true {
      switch pipe.nextBytes() {
      case .end: return
      case .tooLong:
        let fault = ProtocolFault(
          .lineTooLong, "a line of more than \(LinePipe.maximumByteCount >> 10) KiB",
          help: "split the request")
        queue.put(.answered(ProtocolAnswers.line(id: "null", fault: fault)))
      case .line(let bytes):
        // An empty line is not a request: some programs end each request with two line feeds.
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
        guard take(Array(bytes)) else { return }
      }
    }
  }

  /// - Returns: Whether more requests can follow.
  private func take(_ line: [UInt8]) -> Bool {
    do throws(ProtocolRequest.Refusal) {
      let request = try ProtocolRequest(line: line)
      if request.command == "cancel" {
        cancel(request)
      } else {
        queue.put(.request(request))
      }
      return request.command != "quit"
    } catch {
      queue.put(.answered(ProtocolAnswers.line(id: error.id, fault: error.fault)))
      return true
    }
  }

  /// At once, and so ahead of waiting requests.
  private func cancel(_ request: ProtocolRequest) {
    do throws(ProtocolFault) {
      if let command = ProtocolCommand.named(request.command) { try request.check(against: command) }
      let target = try request.id("target")
      let fault = ProtocolFault(.cancelled, "the request was cancelled")
      let outcome = queue.cancel(target, answering: ProtocolAnswers.line(id: target, fault: fault))
      if let worker = outcome.abandoned {
        // Without another thread, it answers what comes next when it has finished.
        do throws(WorkThread.Refusal) { try startWorker() } catch { queue.keep(worker) }
      }
      let body = (try? JSONLine.document(WireCancel(isCancelled: outcome.isFound))) ?? "{}"
      queue.answer(ProtocolAnswers.line(id: request.id, body: body))
    } catch {
      queue.answer(ProtocolAnswers.line(id: request.id, fault: error))
    }
  }

  private func write() {
    defer { queue.endOutput() }
    while let lines = queue.takeAnswers() {
      switch output {
      case .collector(let collect): for line in lines { collect(line) }
      case .descriptor(let descriptor):
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        switch Console.writeAll(bytes, to: descriptor) {
        case .open: continue
        case .closed: return
        case .failed:
          failure.hasFailed = true
          return
        }
      }
    }
  }
}
