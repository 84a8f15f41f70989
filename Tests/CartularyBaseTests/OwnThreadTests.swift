import Foundation
import TestSupport
import Testing

@Suite("Work on a thread of its own")
struct OwnThreadTests {
  @Test("what does not end is an error, and what does gives its value")
  func limit() async throws {
    let never = DispatchSemaphore(value: 0)
    await #expect(throws: OwnThread.Unended.self) {
      try await OwnThread.run(withinSeconds: 0) { never.wait() }
    }
    never.signal()
    #expect(try await OwnThread.run(withinSeconds: 300) { 1 } == 1)
  }
}
