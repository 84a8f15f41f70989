internal import ArgumentParser

/// Protocols for programs that talk to a session. Docs/PROTOCOL.md describes them.
enum MachineProtocol: String, CaseIterable, ExpressibleByArgument {
  /// One JSON object per line, each answered by one JSON object on a line.
  case jsonl
}
