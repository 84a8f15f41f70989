import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("What was taken out stays out, and what was renamed is found")
struct WithdrawalTests {
  private let directory = TemporaryDirectory()
  private var index: [String] { ["--catalog", directory.path + "/index"] }
  private var folder: String { directory.path + "/in" }

  private func write(
    _ id: String, _ more: String = "", audience: String = "public", title: String = "Beech trees"
  )
    throws
  {
    try directory.write(
      "id: \(id)\ntitle: \(title)\ndescription: Trees of a town, counted.\naudience: [\(audience)]\n" + more,
      to: "in/\(id).yaml")
  }

  private func remove(_ id: String) throws {
    try FileManager.default.removeItem(atPath: folder + "/\(id).yaml")
  }

  private func run(_ arguments: String...) async -> ShellRun { await shell(arguments + index) }

  private func json(_ arguments: String...) async throws -> NSDictionary {
    let run = await shell(arguments + ["--format", "json"] + index)
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSDictionary)
  }

  private func ids(as labels: [String] = []) async -> Set<String> {
    let run = await shell(
      ["search", "--format", "id", "--limit", "50"] + index + labels.flatMap { ["--as", $0] })
    return Set(run.lines.map(String.init))
  }

  @Test("a withdrawal stands until --restore names the record; the rest of the folder is published, code 65")
  func stands() async throws {
    for id in ["kept", "gone"] { try write(id) }
    #expect(await run("publish", folder).exit == .done)
    #expect(await run("withdraw", "gone", "--reason", "Privacy of a tree").exit == .done)
    try write("fresh")
    let diff = await run("diff", folder)
    #expect(diff.exit == .badInput && diff.output.contains("! gone") && !diff.output.contains("+ gone"))
    #expect(diff.output.contains("Privacy of a tree") && diff.errors.contains("--restore gone"), "\(diff)")
    let dry = await run("publish", folder, "--dry-run")
    #expect(dry.output == diff.output && dry.errors == diff.errors && dry.exit == diff.exit)
    for _ in 0..<2 {
      let again = await run("publish", folder)
      #expect(again.exit == .badInput && again.errors.contains("--restore gone"), "\(again)")
      #expect(await ids() == ["kept", "fresh"])
    }
    let plan = try await json("diff", folder)
    let entries = try #require(plan["entries"] as? [NSDictionary])
    #expect(entries.first { $0["id"] as? String == "gone" }?["change"] as? String == "withheld")
    let shown = await run("show", "gone")
    #expect(shown.exit == .negativeAnswer && shown.errors.contains("--restore gone"), "\(shown)")
    let restored = await run("publish", folder, "--restore", "gone")
    #expect(restored.exit == .done && !restored.errors.contains("withdrawn"), "\(restored)")
    #expect(await ids() == ["kept", "fresh", "gone"])
    #expect(await run("verify").exit == .done)
  }

  @Test(
    "a record that breaks a rule of policy is left out and named, and the others of its file are published")
  func policyOfOneRecord() async throws {
    let records = (0..<9).map { number in
      "id: r\(number)\ntitle: Trees \(number)\ndescription: Counted trees.\n"
        + (number == 4 ? "sensitivity: restricted\naccess: {mode: open-download}\n" : "")
    }
    try directory.write(records.joined(separator: "---\n"), to: "in/all.yaml")
    let file = folder + "/all.yaml"
    // Unset, a finding is a warning, and so it is of a catalog that is not there yet.
    let warned = await run("validate", file)
    #expect(warned.exit == .done && warned.output.contains("warning[M301]"), "\(warned)")
    let compared = await run("diff", file)
    #expect(compared.exit == .done && compared.errors.contains("warning[M301]"), "\(compared)")
    try write("kept")
    #expect(await run("publish", folder + "/kept.yaml").exit == .done)
    #expect(await run("settings", "policy-findings", "error").exit == .usage)
    #expect(await run("settings", "policy-findings", "errors").output == "policy-findings\terrors\n")
    let invalid = await run("validate", file)
    #expect(invalid.exit == .negativeAnswer && invalid.output.contains("error[M301]"), "\(invalid)")
    let plan = await run("diff", file)
    #expect(plan.exit == .badInput && plan.errors.contains("1 record with errors: r4"), "\(plan)")
    let strict = await run("publish", folder, "--all-or-nothing")
    #expect(strict.exit == .badInput && strict.output.isEmpty, "\(strict)")
    let published = await run("publish", folder)
    #expect(
      published.exit == .badInput && published.errors.contains("1 record with errors: r4"), "\(published)")
    #expect(published.errors.contains("M301"))
    #expect(await ids() == Set((0..<9).map { "r\($0)" } + ["kept"]).subtracting(["r4"]))
    // What is left out of a publication is not missing among the manifests.
    #expect(await run("publish", folder, "--prune").exit == .badInput)
    #expect(await ids().count == 9)
    // With the setting gone it is published, and the warning stays. No answer is more open than before.
    #expect(await run("settings", "policy-findings", "--unset").exit == .done)
    let open = await run("publish", folder)
    #expect(open.exit == .done && open.errors.contains("warning[M301]"), "\(open)")
    #expect(await ids().count == 10)
    // Set again, neither publishing an earlier revision nor the library gets around it.
    #expect(await run("settings", "policy-findings", "errors").exit == .done)
    try directory.write(
      records[4].replacingOccurrences(of: "Trees", with: "Elms")
        .replacingOccurrences(of: "access:", with: "#"), to: "in/all.yaml")
    #expect(await run("publish", folder).exit == .done)
    let back = await run("publish", "r4", "--revision", "1")
    #expect(back.exit == .badInput && back.errors.contains("policy-findings warnings"), "\(back)")
  }

  @Test("an id to restore that is not among the manifests is an error, not a wish")
  func restoringNothing() async throws {
    try write("kept")
    let run = await run("publish", folder, "--restore", "kpet")
    #expect(run.exit == .usage && run.errors.contains("'kpet'"), "\(run)")
  }

  @Test("a record that went by --prune comes back freely, with its manifest")
  func pruned() async throws {
    for number in 0..<12 { try write("r\(number)", title: "Trees \(number)") }
    #expect(await run("publish", folder).exit == .done)
    try remove("r3")
    #expect(await run("publish", folder, "--prune").exit == .done)
    #expect(await ids().count == 11)
    let shown = await run("show", "r3")
    #expect(shown.errors.contains("no longer among the manifests") && !shown.errors.contains("--restore"))
    try write("r3", title: "Trees 3")
    #expect(await run("publish", folder).exit == .done)
    #expect(await ids().count == 12)
    // Withdrawn by name with the very words of a pruning, it does not.
    #expect(await run("withdraw", "r4", "--reason", "No longer among the manifests").exit == .done)
    #expect(await run("publish", folder).exit == .badInput)
    #expect(await ids().count == 11)
  }

  @Test("neither one new id nor a second brings a withdrawn record back, and none of its readers learns more")
  func movesWithTheID() async throws {
    try write("old", audience: "staff")
    #expect(await run("publish", folder).exit == .done)
    #expect(await run("withdraw", "old", "--reason", "Privacy").exit == .done)
    try remove("old")
    try write("new", "relations: [{kind: replaces, target: old}]\n")
    let first = await run("publish", folder)
    #expect(first.exit == .badInput && first.errors.contains("--restore new"), "\(first)")
    #expect(await ids(as: ["staff"]).isEmpty)
    try remove("new")
    try write("newer", "relations: [{kind: replaces, target: new}]\n")
    #expect(await run("publish", folder).exit == .badInput)
    #expect(await ids(as: ["staff"]).isEmpty)
    // The withdrawal is told to those who could see the first, and to no one else.
    #expect(await run("show", "newer", "--as", "staff").errors.contains("Privacy"))
    #expect(await run("show", "newer").errors.contains("no dataset 'newer'"))
    // What was for staff is not for everyone under another id.
    let wider = await run("publish", folder, "--restore", "newer")
    #expect(wider.exit == .badInput && wider.errors.contains("--allow-widening newer"), "\(wider)")
    #expect(await run("publish", folder, "--restore", "newer", "--allow-widening", "newer").exit == .done)
    #expect(await ids() == ["newer"])
    #expect(await run("verify").exit == .done)
  }

  @Test("a rename is one line of diff; the old id leads to the successor everywhere")
  func renamed() async throws {
    for number in 0..<3 { try write("other\(number)", title: "Oaks \(number)") }
    try write("beech-trees")
    #expect(await run("publish", folder).exit == .done)
    try remove("beech-trees")
    try write("trees-beech", "relations: [{kind: replaces, target: beech-trees}]\n")
    let diff = await run("diff", folder, "--prune")
    let telling = diff.lines.filter { $0.contains("beech") }
    #expect(telling == ["» beech-trees → trees-beech  Beech trees"], "\(diff)")
    let entries = try #require(try await json("diff", folder, "--prune")["entries"] as? [NSDictionary])
    #expect(
      entries.count { $0["change"] as? String == "renamed" && $0["former"] as? String == "beech-trees" } == 1)
    let published = await run("publish", folder, "--prune")
    #expect(published.exit == .done && published.output.contains("1 renamed"), "\(published)")
    let shown = await run("show", "beech-trees")
    #expect(shown.exit == .done && shown.output.contains("trees-beech"), "\(shown)")
    #expect(shown.errors.contains("'trees-beech' takes its place"))
    #expect(try await json("show", "beech-trees")["id"] as? String == "trees-beech")
    for query in ["beech-trees", "id:beech-trees"] {
      #expect(await run("search", "--format", "id", query).lines.first == "trees-beech", "\(query)")
    }
    #expect(await run("export", "--format", "jsonl", "id:beech-trees").output.contains("\"trees-beech\""))
    for command in Self.aboutOne("beech-trees") {
      let (old, new) = (await shell(command + index), await shell(Self.renamed(command) + index))
      #expect(old.exit == .done && old.errors.contains("'trees-beech' takes its place"), "\(command) \(old)")
      #expect(old.output == new.output && new.errors.isEmpty, "\(command)")
    }
    #expect(await run("verify").exit == .done)
  }

  /// Every command that answers about one record.
  private static func aboutOne(_ id: String) -> [[String]] {
    [
      ["show", id], ["show", id, "--format", "datacite"], ["similar", id],
      ["similar", id, "--format", "json"],
      ["decide", id, "--profile", "student"], ["decide", id, "--profile", "student", "--format", "json"],
      ["compare", id, "other1"], ["compare", "other1", id, "--format", "json"], ["reach", id],
      ["reach", id, "--format", "json"], ["terms", id], ["terms", id, "--format", "tsv"],
    ]
  }

  private static func renamed(_ command: [String]) -> [String] {
    command.map { $0 == "beech-trees" ? "trees-beech" : $0 }
  }

  @Test(
    "whatever answers about a record that is replaced and still there names its successor, to who may see that"
  )
  func superseded() async throws {
    try write("other1", title: "Oaks")
    try write("beech-trees")
    try write("trees-beech", "relations: [{kind: replaces, target: beech-trees}]\n", audience: "staff")
    #expect(await run("publish", folder).exit == .done)
    for command in Self.aboutOne("beech-trees") where command[1] != "other1" || command[0] == "compare" {
      let (staff, everyone) = (
        await shell(command + index + ["--as", "staff"]), await shell(command + index)
      )
      #expect(staff.errors.contains("'beech-trees' is replaced by 'trees-beech'"), "\(command) \(staff)")
      #expect(
        everyone.exit == .done && !(everyone.errors + everyone.output).contains("trees-beech"), "\(command)")
    }
    let similar = await run("similar", "trees-beech", "--format", "json", "--as", "staff")
    #expect(similar.output.contains(#""replaced-by":"trees-beech""#), "\(similar)")
    // Gone, it leads nobody to what they may not see.
    try remove("beech-trees")
    #expect(await run("publish", folder, "--prune", "--allow-deletions", "1").exit == .done)
    for command in Self.aboutOne("beech-trees") {
      let run = await shell(command + index)
      #expect(run.exit == .negativeAnswer && !run.errors.contains("trees-beech"), "\(command) \(run)")
    }
  }

  @Test("a rename that more people would see is refused, and a hidden successor is not told")
  func renamedWider() async throws {
    try write("old")
    #expect(await run("publish", folder).exit == .done)
    try remove("old")
    try write("new", "relations: [{kind: replaces, target: old}]\n", audience: "staff")
    #expect(await run("publish", folder, "--prune").exit == .done)
    let shown = await run("show", "old")
    #expect(shown.exit == .negativeAnswer && !shown.errors.contains("new"), "\(shown)")
    #expect(await run("show", "old", "--as", "staff").exit == .done)
    try remove("new")
    try write("newest", "relations: [{kind: replaces, target: new}]\n")
    let refused = await run("publish", folder, "--prune")
    #expect(refused.exit == .badInput && refused.errors.contains("--allow-widening newest"), "\(refused)")
  }
}
