import CPostgres
import Testing

@testable import CartularyLedger

@Suite("Addresses and errors of a ledger in PostgreSQL")
struct LedgerAddressTests {
  @Test(
    "a schema is ours, the rest is libpq's, and messages have neither users nor options",
    arguments: [
      ("postgresql://db/x", "cartulary", "postgresql://db/x", "postgresql://db/x"),
      (
        "postgres://me@db:5433/x?schema=trials", "trials", "postgres://me@db:5433/x",
        "postgresql://db:5433/x?schema=trials"
      ),
      (
        "postgresql:///x?host=/run/pg&schema=a_1&sslmode=require", "a_1",
        "postgresql:///x?host=/run/pg&sslmode=require", "postgresql:///x?schema=a_1"
      ),
      (
        "postgresql://a,b/x?target_session_attrs=read-write", "cartulary",
        "postgresql://a,b/x?target_session_attrs=read-write", "postgresql://a,b/x"
      ),
    ])
  func parts(_ text: String, _ schema: String, _ server: String, _ name: String) throws {
    let address = try LedgerAddress(text)
    #expect(
      address.schema == schema && address.server == server && address.name == name && address.text == text)
  }

  @Test(
    "what is not an address is refused",
    arguments: [
      "", "index", "http://db/x", "postgresql://db/x?schema=", "postgresql://db/x?schema=A",
      "postgresql://db/x?schema=a&schema=b", "postgresql://db/x?schema=pg_catalog", "postgresql://db/x y",
      "postgresql://db/x?schema=a;drop", "postgresql://db/x?schema=public", "postgresql://db/x\n",
      "postgresql://" + String(repeating: "x", count: 3_000),
    ])
  func notAnAddress(_ text: String) {
    let error = #expect(throws: CatalogError.self) { try LedgerAddress(text) }
    #expect(error?.code == .invalidArgument)
  }

  @Test(
    "a password is refused wherever it stands, and never repeated",
    arguments: [
      "postgresql://me:canary@db/x", "postgresql://db/x?password=canary", "postgresql://me:ca%6Eary@db/x",
    ])
  func passwords(_ text: String) {
    let error = #expect(throws: CatalogError.self) { try LedgerAddress(text) }
    #expect(error?.message.contains("password") == true && error?.description.contains("nary") == false)
  }

  @Test(
    "what libpq says without a connection has a code of ours",
    arguments: [
      ("FATAL:  password authentication failed for user \"me\"", CatalogError.Code.permissionDenied),
      ("fe_sendauth: no password supplied", .permissionDenied),
      ("FATAL:  no pg_hba.conf entry for host \"10.0.0.1\", user \"me\"", .permissionDenied),
      ("FATAL:  role \"me\" does not exist", .permissionDenied),
      ("FATAL:  database \"x\" does not exist", .missing),
      ("root certificate file \"/root/.postgresql/root.crt\" does not exist", .permissionDenied),
      ("SSL error: certificate verify failed", .permissionDenied),
      ("server does not support SSL, but SSL was required", .permissionDenied),
      ("could not translate host name \"db\" to address: Name or service not known", .inputOutput),
      ("timeout expired", .inputOutput),
      ("FATAL:  the database system is starting up", .busy),
      ("FATAL:  sorry, too many clients already", .busy),
    ])
  func withoutConnection(_ message: String, _ code: CatalogError.Code) throws {
    let error = PostgresError.error(
      .unreachable, state: "", message, at: try LedgerAddress("postgresql://db/x"))
    #expect(error.code == code && !error.remedies.isEmpty)
  }
}
