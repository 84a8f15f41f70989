import Foundation
import TestSupport
import Testing

@testable import Catalog
@testable import CatalogShell

@Suite("The REPL on a pipe")
struct ReplTests {
  private func repl(_ input: String, format: OutputFormat = .tsv) async throws -> ShellRun {
    let capture = Console.Capture()
    let console = Console(capturing: capture)
    let session = ReplSession(
      catalog: try Catalog.open(at: await SampleCatalog.path.value), viewer: .public, format: format,
      console: console)
    // A file, as a pipe would need a second thread to write while this one reads.
    let path = try TemporaryDirectory.shared.write(input, to: UUID().uuidString)
    let file = try #require(FileHandle(forReadingAtPath: path))
    let exit = session.run(reading: .pipe(LinePipe(descriptor: file.fileDescriptor)))
    try file.close()
    return ShellRun(output: capture.output, errors: capture.errors, exit: exit)
  }

  @Test("one answer for each line, no prompt, no banner")
  func answers() async throws {
    let run = try await repl("wildfire\n\n# a comment\nnothingatall\nsynthetic\n", format: .json)
    #expect(run.lines.count == 3)
    #expect(run.lines.allSatisfy { $0.hasPrefix("{") })
    #expect(run.errors.isEmpty)
    #expect(run.exit == .done)
  }

  @Test("a profile says of each hit whether it may be used, and why not")
  func profile() async throws {
    let run = try await repl(
      ".why-not yoda-johnson-and-johnson\n.profile journalist\n.mode list\nyoda\n.why-not 1\n.profile\n.profile off\n.profile studnet\n"
    )
    #expect(run.output.contains("usable: ") && run.output.contains("May I use it? denied"))
    #expect(run.output.contains("Journalist who reports for the public"))
    #expect(run.errors.contains("there is no profile yet") && run.errors.contains("did you mean 'student'?"))
    #expect(run.exit == .negativeAnswer)
  }

  @Test("a line that fails is told on standard error, the session goes on, and the end is 1")
  func failures() async throws {
    let run = try await repl("sensitivity:publik\nwildfire\n.shwo 1\n.show 99\n", format: .id)
    #expect(run.exit == .negativeAnswer)
    #expect(run.output.split(separator: "\n").count >= 1)
    #expect(run.errors.contains("did you mean 'public'?"))
    #expect(run.errors.contains("did you mean .show?"))
    #expect(run.errors.contains("no dataset '99'"))
  }

  @Test("hits are shown by number, pages turned, the mode changed")
  func walking() async throws {
    let run = try await repl(".limit 2\n.mode id\ndata\n.next\n.prev\n.mode list\n.show 1\n.quit\nnever\n")
    let lines = run.output.split(separator: "\n")
    #expect(Array(lines[0..<2]) == Array(lines[4..<6]))
    #expect(Set(lines[0..<4]).count == 4)
    #expect(run.output.contains("May I use it?"))
    #expect(!run.output.contains("never"))
    #expect(run.exit == .done)
  }

  @Test("numbers beyond all bounds are no hits, and pages join when their size changes")
  func numbers() async throws {
    let run = try await repl(
      ".limit 2\n.mode id\ndata\n.limit 3\n.next\n.mode list\n.show -9223372036854775808\n.show 9223372036854775807\n.why 0\n"
    )
    let ids = run.output.split(separator: "\n").prefix(5)
    #expect(Set(ids).count == 5)
    #expect(run.errors.contains("no dataset '-9223372036854775808'"))
    #expect(run.exit == .negativeAnswer)
  }

  @Test("filters stick, are said on standard error, and go again")
  func filters() async throws {
    let run = try await repl(
      ".mode json\n.filter sharing:open-data\ndata\n.filters\n.filter sensitivity:bogus\n.unfilter sharing\n.unfilter all\n.unfilter nothing\n"
    )
    #expect(run.errors.contains("filtered by sharing:open-data"))
    #expect(run.output.contains("\nsharing:open-data\n"))
    let totals = run.output.split(separator: "\n").compactMap { line -> Int? in
      ((try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any])?["total"] as? Int
    }
    #expect(totals.count == 3 && totals[0] < totals[1] && totals[1] == totals[2])
    #expect(run.exit == .negativeAnswer)
  }

  @Test("facets of the last result, and a viewer who holds more")
  func facetsAndLabels() async throws {
    let run = try await repl("wildfire\n.facets sharing\n.as aims-members\n*\n.as Bad/Label\n", format: .json)
    #expect(run.output.contains(#"{"facets":{"sharing":"#))
    #expect(run.exit == .negativeAnswer)
    #expect(run.errors.contains("is no label"))
  }

  @Test("help names every dot command")
  func help() async throws {
    let run = try await repl(".help\n")
    for command in DotCommand.allCases { #expect(run.output.contains("  " + command.name)) }
  }

  @Test("a line of megabytes is read over, and a query of a megabyte has its message")
  func longLines() async throws {
    let run = try await repl(
      String(repeating: "a", count: 3 << 20) + "\nwildfire\n" + String(repeating: "b ", count: 1 << 18)
        + "\n", format: .id)
    #expect(run.errors.contains("a line of more than 1024 KiB"))
    #expect(run.errors.contains("Q110"))
    #expect(!run.output.isEmpty)
    #expect(run.exit == .negativeAnswer)
  }

  @Test("bytes that are no text, NUL and carriage returns do no harm")
  func bytes() async throws {
    let run = try await repl("wild\u{0}fire\r\n\u{FFFD}\u{202E}\n.\n..\n.show\n")
    #expect(run.exit == .negativeAnswer)
  }
}
