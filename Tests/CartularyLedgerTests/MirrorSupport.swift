import CartularyModel
import Foundation
import TestSupport

@testable import CartularyLedger

/// A whole ledger in PostgreSQL, of which there are mirrors.
struct MirroredLedger {
  let schema = PostgresServer.newSchema()
  let store: PostgresLedger

  init(identity: String = String(repeating: "5", count: 32)) throws {
    let address = try LedgerAddress(PostgresServer.shared().address(schema))
    try PostgresLedger.make(at: address, identity: identity)
    store = try PostgresLedger(address)
  }

  var ledger: Ledger { Ledger(store) }

  func publish(_ records: [SourcedDataset], withdrawing ids: [String] = []) throws {
    // As every publication does: on a connection of its own, which sees what mirrors there are.
    let ledger = Ledger(try PostgresLedger(store.address))
    var request = PublicationRequest(records: records)
    request.withdrawals = ids.map { .init(id: $0, reason: "canarywithdrawn") }
    request.permissions.widening = Set(records.map(\.dataset.id))
    _ = try ledger.publish(request, by: author)
  }

  func mirror(_ labels: [String] = ["public"]) throws -> LedgerMirrorRole {
    let made = try store.makeMirror(for: Audience(labels: labels)!)  // labels of tests are well formed
    let role = PostgresServer.newSchema()
    try PostgresServer.shared().sql("CREATE ROLE \(role) LOGIN IN ROLE \(made.role)")
    return LedgerMirrorRole(address: made.address.replacing("tester@", with: role + "@"), role: role)
  }
}

/// What the role of a mirror has.
struct LedgerMirrorRole {
  let address: String
  let role: String

  func open() throws -> PostgresLedger { try PostgresLedger(LedgerAddress(address)) }

  var ledger: Ledger { get throws { Ledger(try open()) } }

  func sql(_ statements: String) throws -> String {
    try PostgresServer.shared().sql(statements, as: role)
  }

  /// Everything that the role may select, but for times and what is random.
  func everything() throws -> String {
    let names = try sql(
      """
      SELECT table_schema || '.' || table_name FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY table_name
      """
    ).split(separator: "\n")
    return try names.map { name in
      let lines = try sql(
        "SELECT to_jsonb(row) - ARRAY['at', 'since', 'token'] AS line FROM \(name) AS row ORDER BY 1")
      return name.split(separator: ".")[1] + "\n" + lines
    }.joined()
  }
}
