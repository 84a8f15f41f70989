internal import CartularyMCP
internal import CartularyWire

/// A conversation with a host of assistants: a message per line, each request answered by one line.
struct AssistantSession {
  private let responder: AssistantResponder

  init(_ responder: AssistantResponder) { self.responder = responder }

  /// Runs until the input ends, or nobody reads the answers any more, which counts as success.
  ///
  /// - Parameter write: Writes a line.
  func run(reading pipe: LinePipe, _ write: (String) -> Console.OutputState) -> ShellExit {
    var agreed: ProtocolRevision?
    while true {
      let reply: AssistantReply
      switch pipe.nextBytes() {
      case .end: return .done
      case .tooLong: reply = AssistantResponder.tooLong(LinePipe.maximumByteCount)
      case .line(let bytes):
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
        reply = responder.reply(to: Array(bytes), agreed: agreed)
      }
      agreed = reply.agreed ?? agreed
      guard let line = reply.text else { continue }
      switch write(line) {
      case .open: continue
      case .closed: return .done
      case .failed: return .inputOutput
      }
    }
  }
}
