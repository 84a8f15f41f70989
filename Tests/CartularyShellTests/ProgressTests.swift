import CartularyBase
import Foundation
import LedgerTestSupport
import Synchronization
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Progress")
struct ProgressTests {
  /// The written output, and the time, which does not advance until it is set.
  private final class Stage: Sendable {
    let text = Mutex("")
    let time = Mutex(Duration.zero)

    func meter(_ choice: ProgressChoice, isScreen: Bool, width: Int = 60) -> ProgressMeter {
      ProgressMeter(
        choice, isScreen: isScreen, width: width, emit: { more in self.text.withLock { $0 += more } },
        now: { self.time.withLock { $0 } })
    }

    var written: String { text.withLock { $0 } }
    func wait(_ duration: Duration) { time.withLock { $0 += duration } }
  }

  @Test("a bar shows the rate and the time left, is redrawn in place, and disappears when the work ends")
  func bar() {
    let stage = Stage()
    let meter = stage.meter(.auto, isScreen: true)
    meter.tell("reading", 0, of: 100)
    #expect(stage.written.isEmpty, "work that may be short is not drawn")
    stage.wait(.seconds(2))
    meter.tell("reading", 50, of: 100)
    #expect(
      stage.written == "\rreading   [" + "############" + ".............] 50/100 25/s 0:02 left\u{1B}[K")
    stage.wait(.milliseconds(10))
    meter.tell("reading", 51, of: 100)
    #expect(!stage.written.contains("51/100"), "not more than ten times a second")
    stage.wait(.seconds(1))
    meter.tell("storing", 1, of: 100)
    #expect(stage.written.contains("\rstoring "))
    meter.end()
    #expect(stage.written.hasSuffix("\r\u{1B}[K"))
    let length = stage.written.count
    meter.end()
    #expect(stage.written.count == length)
  }

  @Test("a bar never fills the last cell of the line", arguments: [20, 40, 200])
  func width(cells: Int) {
    let stage = Stage()
    let meter = stage.meter(.auto, isScreen: true, width: cells)
    meter.tell("planning", 0, of: 100_000)
    stage.wait(.seconds(100))
    meter.tell("planning", 99_999, of: 100_000)
    let line = stage.written.split(separator: "\r").last?.prefix { $0 != "\u{1B}" } ?? ""
    #expect(!line.isEmpty && line.count < cells)
  }

  @Test("without a terminal nothing is drawn, and short work draws nothing")
  func silence() {
    for (choice, isScreen) in [(ProgressChoice.auto, false), (.none, true), (.none, false)] {
      let stage = Stage()
      let meter = stage.meter(choice, isScreen: isScreen)
      meter.tell("reading", 1, of: 2)
      stage.wait(.seconds(9))
      meter.tell("reading", 2, of: 2)
      meter.end()
      #expect(stage.written.isEmpty)
    }
    let stage = Stage()
    let meter = stage.meter(.auto, isScreen: true)
    meter.tell("reading", 0, of: 2)
    meter.tell("reading", 2, of: 2)
    meter.end()
    #expect(stage.written.isEmpty)
  }

  @Test("programs get one object per line on standard error, each phase until it completes")
  func json() throws {
    let directory = TemporaryDirectory()
    for number in 0..<3 {
      try directory.write("id: r\(number)\ntitle: T\(number)\ndescription: D.\n", to: "in/\(number).yaml")
    }
    let run = try ProcessTests.run(
      "cartulary",
      ["publish", directory.path + "/in", "--progress", "json", "--catalog", directory.path + "/index"])
    #expect(run.status == 0 && run.output.hasPrefix("published 3 records"))
    var last: [String: [String: Any]] = [:]
    for line in run.errors.split(separator: "\n") where line.hasPrefix("{\"progress\"") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let progress = try #require(object["progress"] as? [String: Any])
      last[try #require(progress["phase"] as? String)] = progress
    }
    for phase in ["reading", "indexing"] {
      #expect(last[phase]?["done"] as? Int == 3 && last[phase]?["total"] as? Int == 3, "\(phase): \(last)")
    }
    let quiet = try ProcessTests.run(
      "cartulary", ["publish", directory.path + "/in", "--catalog", directory.path + "/other"])
    #expect(!quiet.errors.contains("progress") && !quiet.errors.contains("reading"))
  }

  @Test("Ctrl-C while files are read or stored leaves the catalog unchanged, and exits with 130")
  func interrupted() throws {
    let directory = TemporaryDirectory()
    for number in 0..<400 {
      try directory.write(
        "id: r\(number)\ntitle: T\(number)\ndescription: D.\nlicense: MIT\n", to: "in/\(number).yaml")
    }
    let index = directory.path + "/index"
    try directory.write("id: first\ntitle: First\ndescription: D.\n", to: "first.yaml")
    #expect(
      try ProcessTests.run("cartulary", ["publish", directory.path + "/first.yaml", "--catalog", index])
        .status
        == 0)
    let before = try LedgerFile(index + "/ledger.sqlite").state()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ProcessTests.products + "/cartulary")
    process.arguments = ["publish", directory.path + "/in", "--progress", "json", "--catalog", index]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    // The first line reports reading; then it is asked to stop.
    var text = Data()
    while !text.contains(UInt8(ascii: "\n")) {
      let more = errors.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      text += more
    }
    kill(process.processIdentifier, SIGINT)
    text += errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let said = String(decoding: text, as: UTF8.self)
    #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(said)")
    #expect(said.contains("stopped; nothing was published"), "\(said)")
    #expect(try LedgerFile(index + "/ledger.sqlite").state() == before)
  }
}
