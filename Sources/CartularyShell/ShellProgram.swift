internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyQuery
internal import CartularyWire
internal import Foundation

/// The program `cartulary`, except for its `main`.
package enum ShellProgram {
  /// Runs a command line and exits with a code of Docs/COMMANDS.md.
  ///
  /// - Parameter arguments: Without the program's name.
  package static func main(_ arguments: [String] = Array(CommandLine.arguments.dropFirst())) -> Never {
    // A closed pipe is noticed when a write fails, and counts as success.
    signal(SIGPIPE, SIG_IGN)
    OpenFiles.raiseLimit()
    let console = Console()
    if let lack = SystemResources.lack() {
      console.complain(lack)
      Foundation.exit(ShellExit.systemLimit.rawValue)
    }
    let exit = run(arguments, console)
    console.flush()
    if console.outputState == .failed {
      console.complain(
        "error: the result could not be written\n help: is the disk full, or standard output closed?")
      Foundation.exit(ShellExit.inputOutput.rawValue)
    }
    Foundation.exit(exit.rawValue)
  }

  /// Runs a command line on a console.
  static func run(_ arguments: [String], _ console: Console) -> ShellExit {
    if arguments == ["--version"] {
      console.write(CartularyCommand.version)
      return .done
    }
    if let command = PlainCommands.command(arguments) {
      do { return try run(command, console) } catch { return report(error, of: arguments, console) }
    }
    return runParsed(arguments, console)
  }

  /// Runs a command line that only the parser can read.
  private static func runParsed(_ arguments: [String], _ console: Console) -> ShellExit {
    // Options alone are those of the session.
    if arguments.first?.hasPrefix("--catalog") == true,
      CartularyCommand.names.allSatisfy({ !arguments.contains($0) }),
      console.isTerminal, isatty(STDIN_FILENO) == 1
    {
      return run(["repl"] + arguments, console)
    }
    if arguments.isEmpty { return runBare(console, isAsked: isatty(STDIN_FILENO) == 1) }
    if Set(arguments) == ["--version", "--json"] { return printVersions(console) }
    if arguments == ["help", QueryGuide.name] {
      console.write(QueryGuide.text)
      return .done
    }
    if let complaint = unknownCommand(arguments) {
      console.complain(complaint)
      return .usage
    }
    do {
      var command = try parsed(arguments)
      guard let ours = command as? any ShellCommand else {
        // The parser's own commands, such as help, end by throwing their output.
        try command.run()
        return .done
      }
      guard let presented = ours as? any PresentedCommand else { return try ours.run(console) }
      return try run(presented, console)
    } catch {
      return report(error, of: arguments, console)
    }
  }

  /// The command that a command line means.
  ///
  /// The parser builds the declarations of all commands before it looks for the one that is named. So that one is asked
  /// alone, and the root only for what it does not take: help and errors then speak of the whole command line.
  static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let named = arguments.first.flatMap { word in
      // No command's name begins like an option, and to ask all of them takes a while.
      word.hasPrefix("-")
        ? nil : CartularyCommand.configuration.subcommands.first { $0.configuration.commandName == word }
    }
    if let named, named.configuration.subcommands.isEmpty,
      let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named
    {
      return command
    }
    return try CartularyCommand.parseAsRoot(arguments)
  }

  /// Without a command, prompts the user for queries, or explains how to begin if there is no catalog yet.
  ///
  /// - Parameter isAsked: Whether standard input is interactive.
  static func runBare(_ console: Console, isAsked: Bool) -> ShellExit {
    guard console.isTerminal, isAsked else {
      console.complain(CartularyCommand.helpMessage())
      return .usage
    }
    do {
      _ = try DatasetCatalog.open(at: CatalogDirectory.standard)
    } catch let error where error.code == .missing {
      console.write(FirstUse.text)
      return .indexUnusable
    } catch {
      // Any other fault is reported by the session.
    }
    return run(["repl"], console)
  }

  /// The versions, which a calling program may want to know first.
  private static func printVersions(_ console: Console) -> ShellExit {
    let libraries = Dictionary(
      CatalogUpkeep.libraryVersions.map { ($0.name.lowercased(), $0.version) }, uniquingKeysWith: { $1 })
    let versions = WireVersions(
      program: CartularyCommand.version, catalog: CatalogUpkeep.formatVersion,
      protocol: ProtocolCommand.version, libraries: libraries)
    guard let text = try? JSONLine.document(versions) else { return .internalFault }
    console.write(text)
    return .done
  }

  private static func run(_ command: any PresentedCommand, _ console: Console) throws -> ShellExit {
    try command.prepare(console)
    if type(of: command).isPaged, !command.presentation.noPager { console.beginPage() }
    defer { console.endPage() }
    return try command.run(console)
  }

  /// The parser would say "unexpected argument"; the user wants to know which command was meant.
  private static func unknownCommand(_ arguments: [String]) -> String? {
    let isHelp = arguments.first == "help"
    guard let first = isHelp ? arguments.dropFirst().first : arguments.first, !first.hasPrefix("-") else {
      return nil
    }
    // One at a time, because a command's declaration takes a while to build.
    let isKnown = CartularyCommand.configuration.subcommands.contains {
      $0.configuration.commandName == first
    }
    guard !isKnown, first != "help" else { return nil }
    let names = CartularyCommand.names
    guard !names.contains(first) else { return nil }
    let word = TerminalText.harmless(String(first.prefix(80)))
    let near = CartularyCommand.wordsOfOthers[first] ?? NearMiss.closest(to: first, among: names).first
    let help = near.map { "did you mean 'cartulary \(isHelp ? "help " : "")\($0)'?" }
    return "error: unknown command '\(word)'\n help: "
      + (help ?? "cartulary --help lists the commands; to search: cartulary search \(word)")
  }

  private static func report(_ error: any Error, of arguments: [String], _ console: Console) -> ShellExit {
    switch error {
    case let failure as InputFailure:
      return failure.exit
    case let refusal as WorkThread.Refusal:
      return report(
        CatalogError(.systemLimit, refusal.message, remedy: .raiseProcessLimits), of: arguments, console)
    case is QueryError, is CatalogError:
      console.complain(ErrorText.text(of: error))
      return ShellExit(error)
    default:
      // The parser's own: usage errors, and requests for help or the version.
      let code = CartularyCommand.exitCode(for: error)
      if code == .success {
        console.write(CartularyCommand.fullMessage(for: error))
        return .done
      }
      guard code != .failure else {
        // Not one of the parser's errors: an unexpected error from a library.
        console.complain(ErrorText.text(of: error))
        return .internalFault
      }
      console.complain(UsageText(arguments: arguments, message: CartularyCommand.message(for: error)).text)
      return ShellExit(rawValue: code.rawValue) ?? .usage
    }
  }
}
