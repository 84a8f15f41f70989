internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyWire
internal import Foundation

/// Commands that set the format and destination of results.
extension DotCommand {
  static let output: [DotCommand] = [
    DotCommand(
      "mode", "[FORMAT]", "print results as " + OutputFormat.allCases.map(\.rawValue).joined(separator: ", "),
      completing: .choice { OutputFormat.allCases.map(\.rawValue) }
    ) { turn, arguments in
      guard let word = arguments.first else { return turn.console.write(turn.state.format.rawValue) }
      guard let format = OutputFormat(rawValue: word) else {
        let names = OutputFormat.allCases.map(\.rawValue)
        throw CatalogError(
          .invalidArgument, "unknown mode '\(word.prefix(40))'",
          help: NearMiss.closest(to: word, among: names).first.map { "did you mean '\($0)'?" }
            ?? "one of " + names.joined(separator: ", "))
      }
      turn.state.format = format
    },
    DotCommand(
      "fields", "[FIELD,…|auto]", "show these fields of each hit, in this order",
      completing: .choice { HitFields.names + ["auto"] }
    ) { turn, arguments in
      switch arguments.text {
      case "": turn.console.write(turn.state.fields?.map(\.name).joined(separator: ",") ?? "auto")
      case "auto": turn.state.fields = nil
      default: turn.state.fields = try HitFields.named(arguments.text)
      }
    },
    DotCommand("limit", "[N]", "set the number of hits per page") { turn, arguments in
      guard let word = arguments.first else { return turn.console.write(String(turn.state.limit)) }
      guard let limit = Int(word), (1...ResultPage.maximumLimit).contains(limit) else {
        throw CatalogError(
          .invalidArgument, "no page size '\(word.prefix(40))'",
          help: "a page has 1 to \(ResultPage.maximumLimit) hits")
      }
      turn.state.limit = limit
    },
    DotCommand(
      "width", "[N|auto]", "truncate lines for people at this many cells", completing: .choice { ["auto"] }
    ) { turn, arguments in
      guard let word = arguments.first else {
        return turn.console.write(turn.state.width.map(String.init) ?? "auto")
      }
      if word == "auto" { return turn.state.width = nil }
      guard let width = Int(word), ReplTurn.widths.contains(width) else {
        throw CatalogError(
          .invalidArgument, "no width '\(word.prefix(40))'",
          help: "\(ReplTurn.widths.lowerBound) to \(ReplTurn.widths.upperBound) cells, or auto")
      }
      turn.state.width = width
    },
    DotCommand(
      "once", "[--force] FILE", "write the next result to a file", completing: .file
    ) { turn, arguments in
      let (path, replaces) = arguments.destination
      guard !path.isEmpty else { throw try DotCommand.named("once").missingArgument }
      try ResultFile.begin(path, replacing: replaces, for: "once")
      turn.state.onceFile = path
    },
    DotCommand(
      "output", "[[--force] FILE|-]",
      "write all later results to a file; - or stdout, or nothing, returns to standard output",
      completing: .file
    ) { turn, arguments in
      let (path, replaces) = arguments.destination
      if ["", "-", "stdout"].contains(path) { return turn.state.outputFile = nil }
      try ResultFile.begin(path, replacing: replaces, for: "output")
      turn.state.outputFile = path
    },
    DotCommand(
      "pager", "[on|off|auto|CMD]",
      "on a terminal, show all results page by page, or only those taller than the screen",
      completing: .choice { ["on", "off", "auto"] }
    ) { turn, arguments in
      switch arguments.text {
      case "": turn.console.write(TerminalText.harmless(turn.state.pager.text))
      case "on": turn.state.pager = .on
      case "off": turn.state.pager = .off
      case "auto": turn.state.pager = .auto
      case let command: turn.state.pager = .command(command)
      }
    },
    DotCommand("timing", "on|off", "print how long each line takes", completing: .onOff) { turn, arguments in
      turn.state.isTimed = try ReplTurn.isOn(arguments, for: "timing")
    },
  ]
}

extension ReplTurn {
  /// Fewer cells would show nothing, and no terminal has more.
  fileprivate static let widths = 20...1_000

  static func isOn(_ arguments: DotArguments, for command: String) throws(CatalogError) -> Bool {
    switch arguments.text {
    case "on": return true
    case "off": return false
    default: throw try DotCommand.named(command).missingArgument
    }
  }
}

/// A file that receives results instead of standard output.
enum ResultFile {
  /// Creates or empties it, so that a path that cannot be written is reported at once.
  ///
  /// - Throws: Code `.exists` for a file that is there, unless it is to be replaced. What is not a file, such as a pipe
  ///   or a device, is written to.
  static func begin(_ path: String, replacing: Bool, for command: String) throws(CatalogError) {
    var status = stat()
    if !replacing, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      throw CatalogError(
        .exists, "'\(path.prefix(200))' already exists",
        help: ".\(command) --force FILE replaces it; or choose another name")
    }
    try open(path, O_WRONLY | O_CREAT | O_TRUNC) { _ in true }
  }

  static func append(_ text: String, to path: String) throws(CatalogError) {
    try open(path, O_WRONLY | O_CREAT | O_APPEND) { file in
      do {
        try file.write(contentsOf: Data(text.utf8))
        return true
      } catch { return false }
    }
  }

  private static func open(
    _ path: String, _ flags: Int32, _ work: (FileHandle) -> Bool
  ) throws(CatalogError) {
    let descriptor = Foundation.open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw CatalogError(
        .inputOutput, "cannot write '\(path.prefix(200))': \(String(cString: strerror(errno)))",
        help: "name a file in an existing directory; - is standard output")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard work(file) else {
      throw CatalogError(.inputOutput, "cannot write '\(path.prefix(200))'", help: "check the free space")
    }
  }
}
