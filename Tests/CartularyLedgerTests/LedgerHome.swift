import CartularyModel
import TestSupport

@testable import CartularyLedger

/// Where a test keeps a ledger.
struct LedgerHome: Sendable {
  /// Opens the one ledger, as another process would.
  let open: @Sendable () throws -> Ledger

  /// A new one in a file.
  static func sqlite() -> LedgerHome {
    let directory = TemporaryDirectory()
    return LedgerHome {
      Ledger(try SQLiteLedger(path: directory.path + "/ledger.sqlite", of: directory.path))
    }
  }

  /// A new one in a schema of the tests' server.
  static func postgres(_ schema: String = PostgresServer.newSchema()) throws -> LedgerHome {
    let address = try LedgerAddress(PostgresServer.shared().address(schema))
    try PostgresLedger.make(at: address, identity: nil)
    return LedgerHome { Ledger(try PostgresLedger(address)) }
  }
}

let author = PublicationAuthor(name: "tester", tool: "tests")
let staff = Audience(labels: ["staff"])!  // a well-formed label

extension Ledger {
  @discardableResult
  func publish(
    _ records: [SourcedDataset], _ change: (inout PublicationRequest) -> Void = { _ in }
  ) throws -> PublicationReport {
    var request = PublicationRequest(records: records)
    change(&request)
    return try publish(request, by: author)
  }

  /// Nothing in it contradicts anything.
  var isSound: Bool {
    get throws {
      try integrityFaults().isEmpty && contradictions().isEmpty && wrongReferences().isEmpty
    }
  }
}
