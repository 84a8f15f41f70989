internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import Foundation

struct StatsCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract:
      "Show the catalog at a glance: dates, terms, licences, formats, and how complete the records are.",
    discussion: "With --html FILE: the same as a self-contained page with charts, without scripts.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Write a page to this file; - means standard output.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Flag(name: .long, help: "Replace the --html file if it exists.")
  var force = false

  func validate() throws {
    if html != nil, let format = output.format {
      throw ValidationError("--html and --format \(format.rawValue) exclude each other")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    let overview = try catalog.open().overview(as: try catalog.viewer())
    guard let html else {
      try OverviewPrinter(console: console, format: output.resolved(for: console)).print(overview)
      return .done
    }
    let page = OverviewPage(overview).html
    if html == "-" {
      // The console adds the page's final line feed.
      console.write(String(page.dropLast()))
      return .done
    }
    do throws(ExportFailure) {
      try ExportFile.write(page, to: html, replacing: force)
    } catch {
      console.complain(error.text)
      return error.exit
    }
    console.complain("wrote \(TerminalText.harmless(html)); open it in a browser")
    return .done
  }
}
