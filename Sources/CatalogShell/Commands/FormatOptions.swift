internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Glibc

/// How results are printed.
struct FormatOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "\(OutputFormat.names). On a terminal list, else tsv, or what CARTULARY_FORMAT says.",
      valueName: "format"))
  var named: OutputFormat?

  @Flag(name: .long, help: "The same as --format json.")
  var json = false

  @Flag(name: .long, help: "The same as --format jsonl.")
  var jsonl = false

  @Flag(name: .long, help: "The same as --format csv.")
  var csv = false

  @Option(
    name: .long,
    help: ArgumentHelp("End with 20 or 21 unless this version of the output is written.", valueName: "n"))
  var formatVersion: Int?

  @Option(name: .long, help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(name: .long, help: "Never show the result in a pager.")
  var noPager = false

  func validate() throws {
    guard asked.count <= 1 else {
      throw ValidationError("one format at a time: " + asked.map(\.rawValue).joined(separator: " or "))
    }
  }

  private var asked: [OutputFormat] {
    [named, json ? .json : nil, jsonl ? .jsonl : nil, csv ? .csv : nil].compactMap { $0 }
  }

  /// The format that the command line names; `nil` where it names none.
  var format: OutputFormat? { asked.first }

  func resolved(for console: Console) -> OutputFormat {
    format ?? Self.ofEnvironment ?? .standard(for: console)
  }

  private static let variable = "CARTULARY_FORMAT"

  private static var ofEnvironment: OutputFormat? {
    getenv(variable).flatMap { OutputFormat(rawValue: String(cString: $0)) }
  }

  /// Prepares the console, before the command runs.
  ///
  /// - Throws: `InputFailure`, said already, for a version that is not written; `CatalogError` for an environment
  ///   that names no format.
  func prepare(_ console: Console) throws {
    console.use(color)
    if let formatVersion, let exit = OutputVersion.exit(asking: formatVersion) {
      let known =
        OutputVersion.oldest == OutputVersion.current
        ? "version \(OutputVersion.current)" : "versions \(OutputVersion.oldest) to \(OutputVersion.current)"
      console.complain(
        "error: output of version \(formatVersion) is asked for, and this program writes \(known)\n"
          + " help: \(exit == .formatTooNew ? "update cartulary, or ask" : "ask") for --format-version \(OutputVersion.current)"
      )
      throw InputFailure(exit: exit)
    }
    if format == nil, let value = getenv(Self.variable).map({ String(cString: $0) }), !value.isEmpty,
      OutputFormat(rawValue: value) == nil
    {
      throw CatalogError(
        .invalidArgument, "\(Self.variable) is '\(value.prefix(40))', which is no format",
        help: "one of \(OutputFormat.names)")
    }
  }
}

/// A command whose result has a format.
protocol FormattedCommand: ShellCommand {
  var output: FormatOptions { get }
  /// Whether a result that is higher than the screen goes through the pager.
  static var isPaged: Bool { get }
}

extension FormattedCommand {
  static var isPaged: Bool { true }
}
