import CartularyBase
import Foundation
import TestSupport
import Testing

@Suite("Interoperability with other tools")
struct InteropTests {
  private static let tools =
    ProcessInfo.processInfo.environment["INTEROP_VENV"] ?? ProjectFiles.path(".build/interop")

  @Test(
    "read what export writes",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: tools + "/bin/mlcroissant"),
      "`make interop` installs the tools"))
  func interop() throws {
    let outcome = try ProcessTests.run(
      "cartulary", [ProjectFiles.path("Scripts/interop/run")], shell: #""$1" "$0""#)
    #expect(outcome.status == 0, "\(outcome.output)\n\(outcome.errors)")
  }
}
