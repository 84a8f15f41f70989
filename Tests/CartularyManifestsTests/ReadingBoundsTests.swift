import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Limits on reading", .serialized)
struct ReadingBoundsTests {
  @Test("standard input that is too long is refused before any of it is read")
  func longInput() {
    let record = Array("{\"id\": \"a\", \"title\": \"A\", \"description\": \"D\"}\n".utf8)
    let rest = [UInt8](repeating: 0x0A, count: ManifestLimits.catalogByteCount)
    let batch = ManifestReader(checksPolicy: false).read(record + rest, named: "x")
    #expect(batch.diagnostics.map(\.code) == [.tooLarge])
    #expect(batch.records.isEmpty)
    #expect(ManifestReader(checksPolicy: false).read(record, named: "x").records.count == 1)
  }

  @Test("a file that changes while it is read is reported, and never read as a mixture")
  func changing() throws {
    let directory = TemporaryDirectory()
    let path = try directory.write(String(repeating: " ", count: 32 << 20), to: "a.json")
    // A separate thread: writers do not wait, and the pool's threads must not block.
    let stopped = DispatchSemaphore(value: 0)
    let writer = ChangingFile(path: path)
    let thread = Thread {
      writer.run()
      stopped.signal()
    }
    thread.start()
    defer {
      writer.stop()
      stopped.wait()
    }
    var messages: Set<String> = []
    let deadline = ContinuousClock.now + .seconds(20)
    while !messages.contains("changed while it was being read"), ContinuousClock.now < deadline {
      do throws(SourceFile.Refusal) {
        let file = try SourceFile(path: path, followsLinks: true, limit: ManifestLimits.catalogByteCount)
        #expect(Set([file.bytes.first, file.bytes.last]).count == 1)
      } catch {
        #expect(error.code == .unreadable)
        messages.insert(error.message)
      }
    }
    #expect(messages == ["changed while it was being read"])
  }

  @Test("a hundred thousand files in a folder are refused quickly")
  func manyFiles() throws {
    let directory = TemporaryDirectory()
    for number in 0...ManifestLimits.fileCount {
      let descriptor = open("\(directory.path)/\(number).yaml", O_CREAT | O_WRONLY, 0o600)
      try #require(descriptor >= 0)
      close(descriptor)
    }
    var batch = ManifestBatch()
    let elapsed = ContinuousClock().measure {
      batch = ManifestReader(checksPolicy: false).read(paths: [directory.path])
    }
    #expect(batch.diagnostics.map(\.code) == [.tooMany])
    #expect(batch.diagnostics.first?.message == "more than 100000 files")
    #expect(batch.files.isEmpty)
    #expect(elapsed < .seconds(10), "\(elapsed)")
  }
}

/// Writes to a file until it is told to stop.
private final class ChangingFile: Sendable {
  private let path: String
  private let stopFile: String

  init(path: String) {
    self.path = path
    stopFile = path + ".stop"
  }

  /// Appends a space and removes it again, so that the size and the time of the file keep changing.
  func run() {
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    while access(stopFile, F_OK) != 0 {
      pwrite(descriptor, " ", 1, status.st_size)
      ftruncate(descriptor, status.st_size)
    }
  }

  func stop() { close(open(stopFile, O_CREAT | O_WRONLY, 0o600)) }
}
