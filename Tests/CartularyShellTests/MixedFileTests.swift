import CartularyManifests
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// Files in which stands more than a viewer may see: a second record, a variable, a comment. What is published from
/// them is compared with what is published from a file without all that.
@Suite("Nothing of a source file tells what else stands in it")
struct MixedFileTests {
  private static let open = """
    id: open-record
    title: Trees of a town
    description: Each tree, its kind and its height.
    data-dictionary:
      tables:
        - name: trees
          variables:
            - name: height
              description: Its height.

    """
  /// The same, among what fewer people may see.
  private static func mixed(_ secret: String) -> String {
    """
    # \(secret), not yet told to anybody
    id: closed-record
    title: Graves under the trees
    description: Where \(secret) is.
    audience: [staff]
    ---
    \(open)        - name: \(secret)
              description: What nobody may know.
              audience: [staff]

    """
  }

  private func publish(_ text: String, to place: String, in directory: TemporaryDirectory) async throws
    -> String
  {
    // The name and place of the file are hidden things too.
    try directory.write(text, to: "\(place)/manifests-of-\(place).yaml")
    let index = directory.path + "/\(place)-index"
    let run = await shell(
      "publish", directory.path + "/\(place)", "--catalog", index, "--by", "tester")
    #expect(run.exit == .done, "\(run.errors)")
    return index
  }

  /// Everything that is told of the record outside of the index.
  private func told(_ index: String, times: Bool = false) async -> [String: String] {
    var told: [String: String] = [:]
    for format in ExportFormats.all.map(\.name) {
      told["export " + format] = await shell("export", "--format", format, "--catalog", index).all
      told["show " + format] = await shell("show", "open-record", "--format", format, "--catalog", index).all
    }
    for format in ["list", "json", "jsonl"] {
      told["log " + format] = await shell("log", "open-record", "--format", format, "--catalog", index).all
    }
    guard !times else { return told }
    return told.mapValues { $0.replacing(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME") }
  }

  @Test("every export, show and log as the public is that of a file without the hidden parts, byte for byte")
  func twoWorlds() async throws {
    let directory = TemporaryDirectory()
    let whole = await told(try await publish(Self.mixed("cipher"), to: "whole", in: directory))
    let twin = await told(try await publish(Self.open, to: "twin", in: directory))
    for (surface, text) in whole {
      #expect(text == twin[surface], "\(surface)")
      #expect(!text.contains("cipher") && !text.contains("manifests-of"), "\(surface)")
    }
    #expect(whole.values.allSatisfy { $0.contains("done") || $0.contains("negative") })
  }

  @Test("a change of what is hidden changes nothing that the public is told, times and revisions among it")
  func hiddenChange() async throws {
    let directory = TemporaryDirectory()
    let index = try await publish(Self.mixed("cipher"), to: "whole", in: directory)
    let before = await told(index, times: true)
    // Times are told to the second.
    try await Task.sleep(for: .milliseconds(1_100))
    _ = try await publish(Self.mixed("riddle"), to: "whole", in: directory)
    // And from another place.
    try FileManager.default.moveItem(atPath: directory.path + "/whole", toPath: directory.path + "/elsewhere")
    #expect(await shell("publish", directory.path + "/elsewhere", "--catalog", index).exit == .done)
    let after = await told(index, times: true)
    for (surface, text) in before { #expect(text == after[surface], "\(surface)") }
    // The owner is told all of it.
    let log = await shell("log", "open-record", "--sources", "--as", "staff", "--catalog", index)
    #expect(log.output.contains("manifests-of-whole") && log.output.contains("SHA-256"))
  }

  @Test("the history of a record that was narrowed is not told to those who lost it")
  func narrowed() async throws {
    let directory = TemporaryDirectory()
    let index = try await publish(Self.open, to: "a", in: directory)
    #expect(await shell("log", "open-record", "--catalog", index).output.contains("Trees of a town"))
    try directory.write(
      Self.open.replacing("data-dictionary", with: "audience: [staff]\ndata-dictionary"),
      to: "a/manifests-of-a.yaml")
    #expect(await shell("publish", directory.path + "/a", "--catalog", index).exit == .done)
    let log = await shell("log", "open-record", "--catalog", index)
    let never = await shell("log", "open-recorb", "--catalog", index)
    #expect(log.all == never.all.replacing("recorb", with: "record"))
  }
}

extension ShellRun {
  /// Both streams and how it ended.
  fileprivate var all: String { "\(output)\n--- \(errors)\n--- \(exit)" }
}
