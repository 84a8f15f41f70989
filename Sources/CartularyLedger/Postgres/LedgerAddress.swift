internal import Foundation

/// Where a ledger in PostgreSQL is: `postgresql://host/database`, as libpq reads it, with the schema of the ledger as
/// `?schema=name` where it is not `cartulary`.
///
/// It never has a password: that stands in a file for passwords or for services, which libpq reads.
package struct LedgerAddress: Sendable, Equatable {
  /// As it was given.
  package let text: String
  /// The schema in which the tables are.
  let schema: String
  /// What libpq is given.
  let server: String

  private static let schemes = ["postgresql://", "postgres://"]
  private static let usualSchema = "cartulary"
  private static let maximumByteCount = 2_000

  /// Whether a text means to be an address, and not a path.
  package static func isAddress(_ text: String) -> Bool { schemes.contains(where: text.hasPrefix) }

  /// - Throws: `CatalogError` with code `.invalidArgument` for what is not an address, or has a password in it.
  package init(_ text: String) throws(CatalogError) {
    guard Self.isAddress(text), text.utf8.count <= Self.maximumByteCount,
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else {
      throw CatalogError(
        .invalidArgument, "this is not the address of a ledger", facts: .init(field: "ledger"),
        help: "write it as postgresql://host/database")
    }
    let (base, query) = Self.halves(text, at: "?")
    var options = query.map { $0.split(separator: "&").map(String.init) } ?? []
    let schemas = options.filter { $0.hasPrefix("schema=") }.map { String($0.dropFirst("schema=".count)) }
    options.removeAll { $0.hasPrefix("schema=") }
    schema = schemas.last ?? Self.usualSchema
    guard schemas.count <= 1, Self.isSchema(schema) else {
      throw CatalogError(
        .invalidArgument, "the address of the ledger names a schema that it cannot have",
        facts: .init(field: "ledger"),
        help: "a schema has lower-case letters, digits and _, begins with a letter and has 40 at most")
    }
    self.text = text
    server = base + (options.isEmpty ? "" : "?" + options.joined(separator: "&"))
    guard !Self.hasPassword(base), !options.contains(where: { $0.hasPrefix("password=") }) else {
      throw Self.passwordError
    }
  }

  /// The same place in another schema.
  func inSchema(_ schema: String) throws(CatalogError) -> LedgerAddress {
    let (base, query) = Self.halves(text, at: "?")
    let options =
      (query ?? "").split(separator: "&").map(String.init).filter { !$0.hasPrefix("schema=") }
      + ["schema=" + schema]
    return try LedgerAddress(base + "?" + options.joined(separator: "&"))
  }

  static let passwordError = CatalogError(
    .invalidArgument, "the address of the ledger has a password in it", facts: .init(field: "ledger"),
    help: "put it into ~/.pgpass or the file that PGPASSFILE names, and leave it out of the address")

  /// On which connections are told that something was committed.
  var channel: String { "cartulary_" + schema }

  /// The address without a user's name and options, for messages.
  var name: String {
    let base = Self.halves(server, at: "?").0
    guard let scheme = Self.schemes.first(where: base.hasPrefix) else { return base }
    let rest = base.dropFirst(scheme.count)
    let (authority, path) = Self.halves(String(rest), at: "/")
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let schema = schema == Self.usualSchema ? "" : "?schema=" + schema
    return "postgresql://" + host + (path.map { "/" + $0 } ?? "") + schema
  }

  private static func halves(_ text: String, at sign: Character) -> (String, String?) {
    guard let place = text.firstIndex(of: sign) else { return (text, nil) }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  private static func hasPassword(_ base: String) -> Bool {
    let authority = halves(String(base.drop { $0 != "/" }.dropFirst(2)), at: "/").0
    guard let end = authority.lastIndex(of: "@") else { return false }
    return authority[..<end].contains(":")
  }

  /// What needs no quotes in a statement, and leaves room for the names of roles.
  private static func isSchema(_ text: String) -> Bool {
    if let base = mirrored(by: text) { return isSchema(base) }
    guard (1...40).contains(text.utf8.count), let first = text.utf8.first, (0x61...0x7A).contains(first),
      !text.hasPrefix("pg_"), text != "public"
    else { return false }
    return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }
}
