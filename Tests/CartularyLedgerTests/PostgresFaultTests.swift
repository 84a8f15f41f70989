import CartularyModel
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import CartularyLedger

@Suite("Faults of a ledger's server", .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
struct PostgresFaultTests {
  /// A ledger behind something that can hold every byte back.
  private func held(_ tap: PostgresTap, _ schema: String) throws -> PostgresLedger {
    let server = try PostgresServer.shared()
    let address = server.address(schema).replacing(server.directory, with: tap.directory)
    return try PostgresLedger(LedgerAddress(address), patience: .milliseconds(300))
  }

  @Test("one that hangs is given up: nothing was changed, or it may be published or not")
  func hanging() async throws {
    let schema = PostgresServer.newSchema()
    let home = try LedgerHome.postgres(schema)
    try home.open().publish([.sample("a")])
    let tap = try PostgresTap(PostgresServer.shared())
    defer { tap.stop() }
    for (isLate, id) in [(false, "b"), (true, "c")] {
      let ledger = try held(tap, schema)
      let error = try await OwnThread.run(withinSeconds: 60) { () -> CatalogError? in
        do throws(CatalogError) {
          try ledger.write { writer in
            let sequence = try writer.appendPublication(at: "2026-01-01T00:00:00Z", author: "a", tool: "t")
            #expect(sequence == 2)
            if isLate { tap.hold(at: "COMMIT") } else { tap.hold() }
            _ = try writer.head(of: id)
          }
          return nil
        } catch {
          return error
        }
      }
      #expect(error?.code == .inputOutput)
      #expect(
        error?.message.contains(isLate ? "may be published or not" : "does not answer") == true,
        "\(String(describing: error))")
      // All that comes after it on that connection fails at once.
      let start = ContinuousClock.now
      #expect(throws: CatalogError.self) { try Ledger(ledger).lastSequence() }
      #expect(ContinuousClock.now - start < .milliseconds(250))
      tap.release()
      if !isLate {
        while try !home.open().exclusivelyFree { usleep(10_000) }
        #expect(try home.open().lastSequence() == 1)
      }
    }
  }

  @Test("one that is older than what the tables need is refused, and said so")
  func older() throws {
    let schema = PostgresServer.newSchema()
    _ = try LedgerHome.postgres(schema)
    let tap = try PostgresTap(PostgresServer.shared())
    defer { tap.stop() }
    tap.pretend(version: "12")
    let error = #expect(throws: CatalogError.self) { _ = try held(tap, schema) }
    #expect(error?.code == .futureVersion && error?.message.contains("older than PostgreSQL 13") == true)
  }

  @Test("a copy into one that hangs is given up too, however much is to be sent")
  func hangingCopy() async throws {
    let schema = PostgresServer.newSchema()
    let home = try LedgerHome.postgres(schema)
    let tap = try PostgresTap(PostgresServer.shared())
    defer { tap.stop() }
    let ledger = try held(tap, schema)
    let code = try await OwnThread.run(withinSeconds: 60) { () -> CatalogError.Code? in
      do throws(CatalogError) {
        try ledger.write { writer in
          try writer.fill(.likeness) { take in
            tap.hold()
            for number in 0..<400 {
              try take([.text(String(repeating: "k", count: 50_000)), .text("id\(number)")])
            }
          }
        }
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code == .inputOutput)
    tap.release()
    #expect(try home.open().isSound)
  }

  @Test(
    "statements that are cut off at any moment leave a ledger that is whole, and lose nothing that was acknowledged"
  )
  func cutOff() throws {
    let schema = PostgresServer.newSchema()
    let home = try LedgerHome.postgres(schema)
    let killer = try PostgresConnection(LedgerAddress(PostgresServer.shared().address(schema)))
    var generator = SeededGenerator(seed: 22)
    var acknowledged: [String] = []
    var failures = 0
    for number in 0..<40 {
      let store = try PostgresLedger(LedgerAddress(PostgresServer.shared().address(schema)))
      let pid = try store.backend
      let function = number % 2 == 0 ? "pg_terminate_backend" : "pg_cancel_backend"
      let delay = UInt32.random(in: 0..<9_000, using: &generator)
      let done = Mutex(false)
      let id = "r\(number)"
      Thread.detachNewThread {
        do throws(CatalogError) {
          _ = try Ledger(store).publish(
            PublicationRequest(records: [.sample(id), .sample("same", description: id)]), by: author)
          acknowledgedIDs.withLock { _ = $0.insert(id + schema) }
        } catch {
          // Each says that nothing was changed, or that it is not known.
          let codes: [CatalogError.Code] = [.inputOutput, .busy, .locked, .failed]
          if !codes.contains(error.code) { unexpected.withLock { $0.append("\(error)") } }
        }
        done.withLock { $0 = true }
      }
      usleep(delay)
      _ = try killer.run("SELECT \(function)($1::integer)", [pid])
      while !done.withLock({ $0 }) { usleep(500) }
      if acknowledgedIDs.withLock({ $0.contains(id + schema) }) {
        acknowledged.append(id)
      } else {
        failures += 1
      }
    }
    let faults = unexpected.withLock { $0 }
    #expect(faults.isEmpty, "\(faults)")
    #expect(failures > 0)
    let ledger = try home.open()
    #expect(try ledger.isSound)
    for id in acknowledged { #expect(try ledger.current(id: id) != nil, "\(id)") }
    // Numbers without a gap, and the record that all change has each in its turn.
    let count = try ledger.lastSequence()
    #expect(try ledger.digest().publicationCount == count && count >= acknowledged.count)
    #expect(try ledger.publish([.sample("end")]).sequence == count + 1)
  }
}

private let acknowledgedIDs = Mutex<Set<String>>([])
private let unexpected = Mutex<[String]>([])

extension PostgresLedger {
  fileprivate var backend: String {
    get throws {
      try session.withLock { (_, connection) throws(CatalogError) in
        try connection.run("SELECT pg_backend_pid()").text(0, 0)
      }
    }
  }
}

extension Ledger {
  /// Whether nobody writes.
  fileprivate var exclusivelyFree: Bool {
    get throws {
      do throws(CatalogError) {
        try exclusively {}
        return true
      } catch {
        guard error.code == .locked else { throw error }
        return false
      }
    }
  }
}
