import Testing

@testable import CartularyShell

@Suite("Wrong options of commands in groups")
struct GroupedUsageTests {
  @Test(
    "a wrong value is told of the command that has the option, and so is a wrong option",
    arguments: [
      (["keys", "add", "--label", "staff", "--expires", "soon"], "--expires takes a day", "keys add"),
      (["node", "init", "--ledger", "x", "--catalogs", "y"], "did you mean --catalog?", nil),
      (["ledger", "copy", "one"], "missing expected argument '<to>'", "ledger copy <from> <to>"),
      (["ledger", "--nothing"], "unknown option --nothing", "ledger --help"),
    ] as [([String], String, String?)])
  func told(arguments: [String], message: String, help: String?) async {
    let run = await shell(arguments)
    #expect(run.exit == .usage && run.errors.contains(message), "\(run.errors)")
    if let help { #expect(run.errors.contains("cartulary \(help)"), "\(run.errors)") }
  }
}
