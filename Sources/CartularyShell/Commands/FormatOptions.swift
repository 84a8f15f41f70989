internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyWire

/// The format of results.
struct FormatOptions: ParsableArguments {
  @Option(
    name: .named(.format),
    help: ArgumentHelp(
      "\(OutputFormat.names). By default, the value of CARTULARY_FORMAT, else list on a terminal and tsv elsewhere.",
      valueName: "format"))
  var named: OutputFormat?

  @Flag(name: .named(.json), help: "The same as --format json.")
  var json = false

  @Flag(name: .named(.jsonl), help: "The same as --format jsonl.")
  var jsonl = false

  @Flag(name: .named(.csv), help: "The same as --format csv.")
  var csv = false

  @OptionGroup var presentation: PresentationOptions

  func validate() throws {
    guard asked.count <= 1 else {
      throw ValidationError("one format at a time: " + asked.map(\.rawValue).joined(separator: " or "))
    }
  }

  private var asked: [OutputFormat] {
    [named, json ? .json : nil, jsonl ? .jsonl : nil, csv ? .csv : nil].compactMap { $0 }
  }

  /// The format named on the command line; `nil` if there is none.
  var format: OutputFormat? { asked.first }

  func resolved(for console: Console) -> OutputFormat {
    format ?? Self.ofEnvironment ?? .standard(for: console)
  }

  private static let variable = "CARTULARY_FORMAT"

  private static var ofEnvironment: OutputFormat? {
    getenv(variable).flatMap { OutputFormat(rawValue: String(cString: $0)) }
  }

  /// - Throws: `CatalogError` for an environment that names no format.
  func checkEnvironment() throws {
    if format == nil, let value = getenv(Self.variable).map({ String(cString: $0) }), !value.isEmpty,
      OutputFormat(rawValue: value) == nil
    {
      throw CatalogError(
        .invalidArgument, "\(Self.variable) is '\(value.prefix(40))', which is not a format",
        help: "one of \(OutputFormat.names)")
    }
  }
}

extension FormatOptions: PlainOptions {
  mutating func read(_ given: PlainArguments) {
    named = given.value(.format)
    json = given.has(.json)
    jsonl = given.has(.jsonl)
    csv = given.has(.csv)
    presentation = given.options()
  }
}

/// How a result is shown, in any format.
struct PresentationOptions: ParsableArguments {
  @Option(
    name: .named(.formatVersion),
    help: ArgumentHelp(
      "Exit with code 20 or 21 unless this version of the output can be written.", valueName: "n"))
  var formatVersion: Int?

  @Option(name: .named(.color), help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(name: .named(.noPager), help: "Do not use a pager.")
  var noPager = false

  /// Prepares the console, before the command runs.
  ///
  /// - Throws: `InputFailure`, already reported, for a version that cannot be written.
  func prepare(_ console: Console) throws {
    console.use(color)
    guard let formatVersion, let exit = WireVersion.exit(asking: formatVersion) else { return }
    let known =
      WireVersion.oldest == WireVersion.current
      ? "version \(WireVersion.current)" : "versions \(WireVersion.oldest) to \(WireVersion.current)"
    console.complain(
      "error: output version \(formatVersion) was requested, but this program writes \(known)\n"
        + " help: \(exit == .formatTooNew ? "update cartulary, or ask" : "ask") for --format-version \(WireVersion.current)"
    )
    throw InputFailure(exit: exit)
  }
}

extension PresentationOptions: PlainOptions {
  mutating func read(_ given: PlainArguments) {
    formatVersion = given.value(.formatVersion)
    color = given.value(.color) ?? .auto
    noPager = given.has(.noPager)
  }
}

/// A command whose result can be paged and coloured, and whose output version can be requested.
protocol PresentedCommand: ShellCommand {
  var presentation: PresentationOptions { get }
  /// Whether a result taller than the screen is shown in the pager.
  static var isPaged: Bool { get }
  /// Checks what else must hold before the command runs.
  func prepare(_ console: Console) throws
}

extension PresentedCommand {
  static var isPaged: Bool { true }

  func prepare(_ console: Console) throws { try presentation.prepare(console) }
}

/// A command whose result is printed in one of the output formats.
protocol FormattedCommand: PresentedCommand {
  var output: FormatOptions { get }
}

extension FormattedCommand {
  var presentation: PresentationOptions { output.presentation }

  func prepare(_ console: Console) throws {
    try presentation.prepare(console)
    try output.checkEnvironment()
  }
}
