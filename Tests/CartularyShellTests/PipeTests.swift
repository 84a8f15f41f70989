import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// The program on a pipe, as a script sees it.
@Suite("On a pipe", .serialized)
struct PipeTests {
  /// One row of the table of exit codes, and a command line that exits with it. `$0` is the program, `$1` a sound
  /// catalog, `$2` a private directory.
  struct Row: Sendable, CustomTestStringConvertible {
    let exit: ShellExit
    let command: String
    var testDescription: String { "\(exit.rawValue): \(command)" }

    init(_ exit: ShellExit, _ command: String) { (self.exit, self.command) = (exit, command) }
  }

  static let rows: [Row] = [
    .init(.done, #""$0" search water --catalog "$1""#),
    .init(.done, #""$0" search zzzz --catalog "$1""#),
    .init(.negativeAnswer, #""$0" search zzzz --exit-status --catalog "$1""#),
    .init(.negativeAnswer, #""$0" show nothing --catalog "$1""#),
    .init(.negativeAnswer, #""$0" doctor --catalog "$2/none""#),
    .init(.negativeAnswer, #"echo 'licens:MIT' | "$0" count --batch --catalog "$1""#),
    .init(.negativeAnswer, #"echo 'licens:MIT' | "$0" repl --catalog "$1""#),
    .init(.badQuery, #""$0" search licens:MIT --catalog "$1""#),
    .init(.formatTooOld, #""$0" search --format-version 0 --catalog "$1""#),
    .init(.formatTooNew, #""$0" search --format-version 99 --catalog "$1""#),
    .init(.usage, #""$0" serch water"#),
    .init(.usage, #""$0" search --fromat json --catalog "$1""#),
    .init(.usage, #""$0""#),
    .init(.usage, #"CARTULARY_FORMAT=xml "$0" search --catalog "$1""#),
    .init(.badInput, #"echo 'id: x' > "$2/bad.yaml"; "$0" publish "$2/bad.yaml" --catalog "$2/index""#),
    .init(.noSuchFile, #""$0" publish "$2/none.yaml" --catalog "$2/index""#),
    .init(.indexUnusable, #""$0" search water --catalog "$2/none""#),
    .init(.cannotCreate, #"mkdir -p "$2/full/x"; "$0" backup "$2/full" --catalog "$1""#),
    .init(.inputOutput, #""$0" search --catalog "$1" > /dev/full"#),
    .init(
      .locked,
      #"cp -r "$1" "$2/locked"; echo '{"id":"n","title":"N","description":"D"}' > "$2/n.json"; flock "$2/locked/lock" "$0" publish "$2/n.json" --catalog "$2/locked""#
    ),
    // Other tests of the same process ignore the signal, which a child would inherit.
    .init(
      .interrupted,
      #"sleep 2 | timeout --preserve-status -s INT 1 env --default-signal=INT "$0" count --batch --catalog "$1""#
    ),
  ]

  /// Rows covered by other suites: a limit on files, an internal error, and a user who is not root.
  static let elsewhere: Set<ShellExit> = [.systemLimit, .internalFault, .permissionDenied]

  @Test("the table of exit codes holds row by row", arguments: rows)
  func exitCodes(row: Row) async throws {
    let directory = TemporaryDirectory()
    let outcome = try ProcessTests.run(
      "cartulary", [await SampleCatalog.path.value, directory.path], shell: row.command)
    #expect(outcome.status == row.exit.rawValue, "\(outcome.errors)")
    let isFault = row.exit != .done && row.exit != .negativeAnswer && row.exit != .interrupted
    if isFault { #expect(outcome.output.isEmpty && !outcome.errors.isEmpty) }
  }

  @Test("every row of the table is reached")
  func allRows() {
    let reached = Set(Self.rows.map(\.exit)).union(Self.elsewhere)
    #expect(reached == Set(ShellExit.allCases))
  }

  @Test("head takes one line of any output, without errors")
  func head() async throws {
    let path = await SampleCatalog.path.value
    for command in ["search --limit 100", "search --limit 100 --format list", "stats", "man", "--help"] {
      let catalog = command.hasPrefix("se") || command.hasPrefix("st") ? #"--catalog "$1""# : ""
      let outcome = try ProcessTests.run(
        "cartulary", [path],
        shell: #""$0" \#(command) \#(catalog) | head -1 >/dev/null; echo ${PIPESTATUS[0]}"#)
      #expect(outcome.output == "0\n" && outcome.errors.isEmpty, "\(command): \(outcome.errors)")
    }
  }

  @Test("in the C locale and on a dumb terminal the result is the same, and our symbols are ASCII")
  func plainLocale() async throws {
    let path = await SampleCatalog.path.value
    func run(_ environment: String, _ rest: String) throws -> String {
      let outcome = try ProcessTests.run(
        "cartulary", [path], shell: #"\#(environment) "$0" \#(rest) --catalog "$1""#)
      // Standard error reports only what rows leave out.
      #expect(
        outcome.status == 0 && outcome.errors.split(separator: "\n").allSatisfy { $0.contains(" show ") })
      return outcome.output
    }
    for format in ["json", "tsv", "csv", "id"] {
      let rest = "search data --limit 20 --format " + format
      #expect(try run("LC_ALL=C TERM=dumb", rest) == run("LC_ALL=C.UTF-8 TERM=xterm", rest))
    }
    for rest in ["facets sharing openness --format list", "stats --format list"] {
      let plain = try run("LC_ALL=C TERM=dumb", rest)
      let signs = Set("█▏▎▍▌▋▊▉▁▂▃▄▅▆▇░▒▓─…·")
      #expect(!plain.contains { signs.contains($0) })
      #expect(try run("LC_ALL=C.UTF-8", rest).contains { signs.contains($0) })
    }
    #expect(try run("CARTULARY_FORMAT=id", "search wildfire") == run("", "search wildfire --ids"))
    #expect(try run("CARTULARY_FORMAT=id", "search wildfire --csv") == run("", "search wildfire --csv"))
  }
}
