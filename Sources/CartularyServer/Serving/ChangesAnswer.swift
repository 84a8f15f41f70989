internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyWire

/// What changed for the asker since a cursor, a line each.
///
/// It comes from the ledger, and is known by what the asker could see change: the parts of the index also change with what
/// nobody who asks here can see.
struct ChangesAnswer {
  let one: OneState

  static let standardLimit = 100

  /// - Throws: `Problem`; `ProtocolFault` for a cursor that cannot be read, or that is of another view; `CatalogError`.
  func answer() throws -> HTTPAnswer {
    var cursor: ChangeCursor?
    if let text = text("cursor") {
      guard let read = ChangeCursor(text) else {
        throw ProtocolFault(.badRequest, "'cursor' is that of an earlier line")
      }
      cursor = read
    }
    let limit = text("limit").flatMap { Int($0) } ?? Self.standardLimit
    guard let list = try list(after: cursor, limit: limit) else {
      throw ProtocolFault(
        .staleCursor, "the cursor belongs to another catalog, or to somebody who sees something else",
        help: "ask without a cursor: everything that is there now is told again")
    }
    let tag = one.tag(list.digest)
    if one.isKnown(tag) { return HTTPAnswer(304, one.headers(tag)) }
    let lines = try list.changes.map { try JSONLine.text(WireChange($0)) + "\n" }
    return HTTPAnswer(200, one.headers(tag), .bytes(Array(lines.joined().utf8)))
  }

  private func list(after cursor: ChangeCursor?, limit: Int) throws -> ChangeList? {
    try Self.reading { () throws(CatalogError) in
      try one.catalog.changes(after: cursor, limit: limit, as: one.asked.asker.viewer)
    }
  }

  /// What the ledger is read for.
  ///
  /// - Throws: `Problem` 503 where this server may not: the rest of the catalog can be read as before.
  static func reading<Value>(_ work: () throws(CatalogError) -> Value) throws -> Value {
    do throws(CatalogError) { return try work() } catch {
      guard error.code == .permissionDenied else { throw error }
      throw Problem(503, .unavailable, "what changed is in the ledger, which this server may not read")
    }
  }

  private func text(_ key: String) -> String? {
    switch one.request.keys[key] {
    case .string(let text)?, .number(let text)?: text
    default: nil
    }
  }
}
