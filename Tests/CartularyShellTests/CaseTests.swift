import CartularyBase
import Foundation
import TestSupport
import Testing

@Suite("Small inputs that once failed")
struct CaseTests {
  private static let numbers: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: ProjectFiles.path("Tests/Cases")))?
    .filter { FileManager.default.fileExists(atPath: ProjectFiles.path("Tests/Cases/\($0)/case")) }.sorted()
    ?? []

  @Test("there are cases, and each folder is one")
  func cases() throws {
    #expect(Self.numbers.count >= 31)
    let folders = try FileManager.default.contentsOfDirectory(atPath: ProjectFiles.path("Tests/Cases"))
    #expect(Set(folders).subtracting(Self.numbers) == ["run"])
  }

  @Test("does what its script expects", arguments: numbers)
  func expectation(number: String) throws {
    let outcome = try ProcessTests.run(
      "cartulary", [ProjectFiles.path("Tests/Cases/run"), number], shell: #""$1" "$0" "$2""#)
    #expect(outcome.status == 0, "\(outcome.output)\n\(outcome.errors)")
  }

  @Test("the runner fails where an expectation does, and says which")
  func canFail() throws {
    let directory = TemporaryDirectory()
    let runner = directory.path + "/run"
    try FileManager.default.copyItem(atPath: ProjectFiles.path("Tests/Cases/run"), toPath: runner)
    try directory.write("# What is not there\npublishes a.yaml\nfinds lake other\n", to: "01/case")
    try directory.write("id: a\ntitle: A lake\ndescription: Its levels.\n", to: "01/a.yaml")
    let outcome = try ProcessTests.run("cartulary", [runner], shell: #"bash "$1" "$0""#)
    #expect(outcome.status == 1 && outcome.output.contains("search lake: expected exactly: other"))
    #expect(outcome.output.contains("01   FAILED"))
  }
}
