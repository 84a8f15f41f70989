import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyLedger

@Suite("A mirror of a ledger", .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
struct MirrorTests {
  private func record(_ id: String, _ description: String = "Plain.", for labels: String...) -> SourcedDataset
  {
    .sample(id, description: description) { $0.audience = Audience(labels: labels)! }
  }

  @Test(
    "its role reads what a ledger has that never held the rest, byte for byte",
    arguments: [["public"], ["public", "staff"]])
  func worlds(_ labels: [String]) throws {
    let (world, held) = (HiddenWorld(seed: 11), Set(labels))
    let (one, other) = (try MirroredLedger(), try MirroredLedger())
    for publication in world.history { try one.publish(publication) }
    try one.publish([], withdrawing: world.withdrawn)
    try one.publish(world.hiddenChange)
    try one.ledger.write {
      try $0.appendSetting(at: "2026-01-01T00:00:00Z", author: "me", name: "ledger-group", value: "x")
    }

    let last = Dictionary(
      world.history.joined().map { ($0.dataset.id, $0.dataset.audience) }, uniquingKeysWith: { $1 })
    for publication in world.history {
      let shown = publication.filter {
        $0.dataset.audience.isMet(by: held) && last[$0.dataset.id]?.isMet(by: held) == true
      }.map { sourced in
        var copy = sourced
        copy.dataset = sourced.dataset.withoutNarrowerVariables
        return copy
      }
      if !shown.isEmpty { try other.publish(shown) }
    }
    let gone = world.withdrawn.filter { last[$0]?.isMet(by: held) == true }
    if !gone.isEmpty { try other.publish([], withdrawing: gone) }

    let mirror = try one.mirror(labels)
    let (all, rest) = (try mirror.everything(), try other.mirror(labels).everything())
    #expect(all.utf8.count > 50_000)
    #expect(all == rest)
    // And it is a ledger: it holds together, and can be copied.
    #expect(try mirror.ledger.isSound)
    let home = LedgerHome.sqlite()
    defer { withExtendedLifetime(home) {} }
    let file = try home.open()
    _ = try mirror.ledger.copy(into: file)
    #expect(try file.isSound)
  }

  @Test("a record that is narrowed is an id that is gone, and nothing more; what others see moves nothing")
  func moves() throws {
    let whole = try MirroredLedger()
    try whole.publish([record("a", "canaryone", for: "public"), record("b", for: "public")])
    try whole.publish([record("c", "canarytwo", for: "staff")])
    let mirror = try whole.mirror()
    let ledger = try mirror.open()
    func ids() throws -> [String] { try Ledger(ledger).currentIDs() }
    #expect(try ids() == ["a", "b"] && Ledger(ledger).lastSequence() == 1)

    let before = try mirror.everything()
    try whole.publish([record("c", "canarythree", for: "board"), record("d", "canaryfour", for: "staff")])
    try whole.publish([], withdrawing: ["d"])
    #expect(try mirror.everything() == before)

    try whole.publish([record("a", "canaryfive", for: "staff"), record("e", "canarysix", for: "staff")])
    #expect(try ids() == ["b"] && Ledger(ledger).lastSequence() == 2)
    #expect(try Ledger(ledger).touched(after: 1, audience: .public) == ["a"])
    let after = try mirror.everything()
    #expect(!after.contains("canary"))
    // Of the publication there is its number, and of the record its id, once.
    #expect(after.split(separator: "\"a\"").count == 2)
    #expect(try mirror.ledger.isSound)

    // It comes back as one that was never here.
    try whole.publish([record("a", "Again.", for: "public")])
    #expect(try ids() == ["a", "b"])
    #expect(try Ledger(ledger).history(id: "a", as: .public, withSources: true).map(\.number) == [1])
    // A withdrawal is told as on every node. What becomes of the record for others is not.
    try whole.publish([], withdrawing: ["a"])
    #expect(try Ledger(ledger).withdrawal(id: "a", audience: .public)?.reason == "canarywithdrawn")
    let withdrawn = try mirror.everything()
    try whole.publish([record("a", "canaryseven", for: "staff")])
    #expect(try mirror.everything() == withdrawn)
    #expect(try Ledger(ledger).lastSequence() == 4 && mirror.ledger.isSound)
  }

  @Test("a variable for fewer people never comes, and its changes move nothing")
  func variables() throws {
    let whole = try MirroredLedger()
    func record(_ hidden: String) -> SourcedDataset {
      .sample("a") {
        var variables = [Variable(name: "age"), Variable(name: hidden)]
        variables[1].audience = staff
        $0.dataDictionary = DataDictionary(tables: [.init(variables: variables)])
      }
    }
    // Once before there is a mirror, and after.
    try whole.publish([record("canaryone")])
    let mirror = try whole.mirror()
    let before = try mirror.everything()
    #expect(before.contains("age") && !before.contains("canary"))
    try whole.publish([record("canarytwo")])
    #expect(try mirror.everything() == before)
    #expect(try mirror.ledger.isSound)
    // Also of what is copied into a ledger that has a mirror already.
    let copy = try MirroredLedger()
    let other = try copy.mirror()
    _ = try whole.ledger.copy(into: Ledger(PostgresLedger(copy.store.address)))
    #expect(try other.everything().contains("age") && !other.everything().contains("canary"))
    // A program that does not know of mirrors cannot publish such a record.
    let error = #expect(throws: CatalogError.self) {
      _ = try whole.ledger.publish([record("canarythree")])
    }
    #expect(error?.code == .busy)
    #expect(try whole.ledger.lastSequence() == 2)
  }

  @Test("a hiding waits for the nodes of a mirror that shows the record, and for no other")
  func hidings() throws {
    let whole = try MirroredLedger()
    try whole.publish([record("a", for: "public"), record("b", for: "staff")])
    let mirror = try whole.mirror().open()
    try mirror.enrol("11", name: "mirror")
    #expect(try mirror.look(as: "11").isEnrolled)
    #expect(try whole.store.nodes().map(\.name) == ["mirror (mirror for public)"])
    let others = try whole.store.announce(hiding: [(staff, ["b"])], by: "none")
    #expect(try whole.store.unacknowledgedCount(of: others) == 0)
    #expect(try mirror.look(as: "11").hiding == 0 && Ledger(mirror).hidings().isEmpty)
    let both = try whole.store.announce(hiding: [(.public, ["a"]), (staff, ["b"])], by: "none")
    #expect(try whole.store.unacknowledgedCount(of: both) == 1)
    let look = try mirror.look(as: "11")
    #expect(look.hiding == 1 && look.acknowledged == 0)
    #expect(try Ledger(mirror).hidings() == ["public": ["a"]])
    try mirror.report("11", applied: 1, hiding: 1)
    #expect(try whole.store.unacknowledgedCount(of: both) == 0)
    #expect(try whole.store.nodes().map(\.behind) == [0])
    // It is over, whether the publication comes or not.
    try whole.store.withdrawHidings()
    #expect(try Ledger(mirror).hidings().isEmpty)
    // And who removes the node of a mirror from the whole ledger removes it there.
    try PostgresServer.shared().sql("UPDATE format SET lease = 1", in: whole.schema)
    #expect(try whole.store.remove(node: "mirror (mirror for public)") == 1)
    #expect(try !mirror.look(as: "11").isEnrolled)
  }

  @Test("its role may read its views and write its own nodes, and nothing else")
  func rights() throws {
    let whole = try MirroredLedger()
    try whole.publish([record("a", for: "public"), record("b", for: "staff")])
    let (mirror, other) = (try whole.mirror(), PostgresServer.newSchema())
    let schema = whole.schema + "_for_public"
    try PostgresServer.shared().sql("CREATE ROLE \(other) LOGIN IN ROLE \(schema)_reader")
    try mirror.open().enrol("11", name: "canarynode")
    for statement in [
      "SELECT * FROM \(whole.schema).revision", "SELECT * FROM \(whole.schema).node",
      "SELECT * FROM \(schema).held_revision", "SELECT base FROM \(schema).publication",
      "SELECT * FROM \(schema).scope", "SELECT \(schema).take(1, '', '')",
      "UPDATE \(schema).revision SET record = ''", "DELETE FROM \(schema).head",
      "INSERT INTO \(schema).node (id, name, login) VALUES ('12', 'x', 'tester')",
      "UPDATE \(schema).node SET id = '13'",
    ] {
      #expect(throws: PostgresServer.Failure.self, "\(statement)") { try mirror.sql(statement) }
    }
    // Another that has the role does not see the node, and cannot take it away.
    let server = try PostgresServer.shared()
    #expect(try server.sql("SELECT count(*) FROM \(schema).node", as: other) == "0\n")
    try server.sql("DELETE FROM \(schema).node", as: other)
    #expect(try mirror.sql("SELECT count(*) FROM \(schema).node") == "1\n")

    for refused in [
      { _ = try Ledger(mirror.open()).publish([record("c", for: "public")]) },
      { try Ledger(mirror.open()).set("mentions", to: "off", by: "me") },
    ] {
      let error = #expect(throws: CatalogError.self) { try refused() }
      #expect(error?.code == .permissionDenied && error?.message.contains("mirror") == true)
    }
    let again = #expect(throws: CatalogError.self) { _ = try whole.mirror() }
    #expect(again?.code == .exists)
    let ofMirror = #expect(throws: CatalogError.self) { _ = try mirror.open().makeMirror(for: .public) }
    #expect(ofMirror?.code == .invalidArgument)
    // Names of schemas are for everyone: that of another mirror does not say for whom it is.
    let staffs = try whole.mirror(["canary"]).address
    #expect(!staffs.contains("canary") && staffs.contains("_for_"))
    // Without the mirror everything goes on.
    try server.sql("DROP SCHEMA \(schema) CASCADE")
    try whole.publish([record("d", for: "public")])
    #expect(try whole.ledger.lastSequence() == 2)
  }
}
