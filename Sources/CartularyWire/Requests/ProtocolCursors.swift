/// How an answer writes the place of its next page, and how a request that returns it is read.
package struct ProtocolCursors: Sendable {
  package let text: @Sendable (_ offset: Int) -> String
  package let offset: @Sendable (_ cursor: String) throws(ProtocolFault) -> Int

  package init(
    text: @escaping @Sendable (_ offset: Int) -> String,
    offset: @escaping @Sendable (_ cursor: String) throws(ProtocolFault) -> Int
  ) {
    (self.text, self.offset) = (text, offset)
  }

  /// The number of hits before the page.
  package static let plain = ProtocolCursors(
    text: { String($0) },
    offset: { cursor throws(ProtocolFault) in
      guard let offset = Int(cursor) else { throw unreadable }
      return offset
    })

  package static let unreadable = ProtocolFault(.badRequest, "'cursor' is the 'next' of an answer")
}
