import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Partitions from the command line")
struct PartitionCommandTests {
  @Test("rebuild changes how many there are, and every command answers the same bytes")
  func sameBytes() async throws {
    let directory = TemporaryDirectory()
    let catalog = ["--catalog", directory.path + "/index"]
    let published = await shell(["publish", ProjectFiles.path("catalog-samples")] + catalog)
    #expect(published.exit == .done, "\(published.errors)")
    let commands = [
      ["search", "climate data", "--format", "json", "--limit", "5"],
      ["search", "health survey", "--format", "list", "--offset", "3"],
      ["search", "wildfre smoke", "--format", "tsv"], ["count", "license:CC-BY-4.0"],
      ["facets", "--format", "json"], ["stats", "--format", "json"], ["suggest", "wil"],
      ["explain", "air quality wildfire"], ["export", "--format", "jsonl"], ["columns", "date"],
      ["terms", "yoda-medtronic"], ["log", "yoda-medtronic"], ["similar", "yoda-medtronic"],
    ]
    func answers() async -> [String] {
      var told: [String] = []
      for command in commands {
        let run = await shell(command + catalog)
        // Pages hold for one build of the index, and the time it took differs.
        told.append(
          "\(command) \(run.exit) \(run.errors)\n"
            + run.output.replacing(#/"(took|elapsed|next|state)[^,}]*/#, with: ""))
      }
      return told
    }
    let before = await answers()
    let isAnswered = before.allSatisfy { !$0.contains("error: ") }
    #expect(isAnswered)
    let divided = await shell(["rebuild", "--partitions", "4"] + catalog)
    #expect(divided.exit == .done && divided.output.hasSuffix(" in 4 partitions\n"), "\(divided)")
    for (one, other) in zip(before, await answers()) where one != other { Issue.record("\(one.prefix(80))") }
    #expect(
      await shell(["doctor"] + catalog).output.contains(
        "the records of each audience are spread over 4 databases"))
    #expect(await shell(["verify"] + catalog).output.hasSuffix(" in 4 partitions\n"))
    #expect(await shell(["migrate"] + catalog).output == "nothing to do: the catalog has format 7\n")
    #expect(await shell(["rebuild"] + catalog).output.hasSuffix(" in 4 partitions\n"))
    let united = await shell(["rebuild", "--partitions", "1"] + catalog)
    #expect(united.exit == .done && !united.output.contains("partition"))
    #expect(await !shell(["doctor"] + catalog).output.contains("databases"))
    for (one, other) in zip(before, await answers()) where one != other { Issue.record("\(one.prefix(80))") }
  }

  @Test(
    "a number that no index has is refused before anything is opened",
    arguments: ["0", "-1", "65", "1000", "four", "2.5", "", "99999999999999999999"])
  func refused(text: String) async throws {
    let path = TemporaryDirectory().path + "/index"
    for command in [
      ["rebuild"], ["node", "init", "--ledger", "postgresql://nowhere.invalid/x"],
    ] {
      let run = await shell(command + ["--catalog", path, "--partitions=\(text)"])
      #expect(run.exit == .usage && run.errors.contains("partitions"), "\(run)")
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    let copied = await shell("ledger", "copy", path, path + "-copy", "--partitions=\(text)")
    #expect(copied.exit == .usage && copied.errors.contains("partitions"), "\(copied)")
  }

  @Test("a ledger that is copied to an address has no index to divide")
  func toAddress() async throws {
    let run = await shell("ledger", "copy", "anywhere", "postgresql://nowhere.invalid/x", "--partitions", "2")
    #expect(run.exit == .usage && run.errors.contains("the copy at an address has none"), "\(run)")
  }
}
