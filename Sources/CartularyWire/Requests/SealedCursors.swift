internal import CartularyBase
package import CartularyCatalog
package import CartularyModel

extension ProtocolCursors {
  /// Cursors of a number and a seal, which stands for a state of the catalog and a question: pages of different states
  /// or questions do not join.
  ///
  /// - Parameter seal: From `AnswerSeal.digits`.
  package static func sealed(_ seal: String) -> ProtocolCursors {
    ProtocolCursors(
      text: { "\($0)-\(seal)" },
      offset: { cursor throws(ProtocolFault) in
        let parts = cursor.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count <= 8, let offset = Int(parts[0]), offset >= 0,
          parts[1].count == seal.count, parts[1].allSatisfy({ $0.isHexDigit && !$0.isUppercase })
        else { throw unreadable }
        guard parts[1] == seal else { throw ProtocolFault.staleCursor }
        return offset
      })
  }
}

/// A short name of what an answer depends on.
package enum AnswerSeal {
  /// Sixteen digits in base 16.
  package static func digits(_ parts: [String]) -> String {
    let digits = String(FNV1a.hash(parts.joined(separator: "\n")), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension DatasetCatalog {
  /// Makes an answer of several looks at the catalog from one state of it: again, if something that the viewer may see
  /// is published meanwhile.
  ///
  /// - Throws: What `body` throws, and `CatalogError` with code `.busy` if the state never stays.
  package func answerFromOneState<Answer>(
    as viewer: Viewer, _ body: (_ state: String) throws -> Answer
  ) throws -> Answer {
    var state = try self.state(for: viewer)
    for _ in 0..<10 {
      let outcome = Result { try body(state) }
      let after = try self.state(for: viewer)
      if after == state { return try outcome.get() }
      state = after
    }
    throw ProtocolFault(.busy, "the index changes faster than it can be read")
  }
}
