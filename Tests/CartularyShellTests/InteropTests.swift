import CartularyBase
import Foundation
import TestSupport
import Testing

@Suite("Tools that others made")
struct InteropTests {
  @Test("read what export writes, where `make interop` has installed them")
  func interop() throws {
    let own = ProjectFiles.path(".build/interop")
    let environment = ProcessInfo.processInfo.environment["INTEROP_VENV"] ?? own
    guard FileManager.default.isExecutableFile(atPath: environment + "/bin/mlcroissant") else {
      print("no tools in \(environment): skipped; make interop installs them")
      return
    }
    let outcome = try ProcessTests.run(
      "cartulary", [ProjectFiles.path("Scripts/interop/run")], shell: #""$1" "$0""#)
    #expect(outcome.status == 0, "\(outcome.output)\n\(outcome.errors)")
  }
}
