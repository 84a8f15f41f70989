/// The program that shows what is higher than the screen.
enum Pager {
  /// The pager that the user has chosen with PAGER, with its arguments; `less -FRX` without one.
  ///
  /// - Returns: `nil` where the user wants none, or the terminal can do no more than print.
  static var command: String? {
    if let term = getenv("TERM"), String(cString: term) == "dumb" { return nil }
    guard let chosen = getenv("PAGER").map({ String(cString: $0) }) else { return "less -FRX" }
    return chosen.isEmpty || chosen == "cat" ? nil : chosen
  }

  /// How many rows of a screen a text takes, lines that wrap counted as often as they do.
  static func height(of text: String, width: Int) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast(text.isEmpty || text.hasSuffix("\n") ? 1 : 0)
      .reduce(0) { $0 + max(1, (TextTable.cellCount(String($1)) + width - 1) / max(1, width)) }
  }

  /// Shows bytes page by page and waits until the person is done.
  ///
  /// - Returns: Whether the pager ran; `false` where there is no such program.
  static func show(_ bytes: [UInt8], with command: String) -> Bool {
    // What less shows of colours, and that it goes away when all fits; a LESS of the user's own is kept.
    setenv("LESS", "FRX", 0)
    guard let stream = popen(command, "w") else { return false }
    // Ctrl-C belongs to the pager.
    let previous = signal(SIGINT, SIG_IGN)
    // A pager that is left before the end closes the pipe, which is the person's right.
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) }
    let status = pclose(stream)
    signal(SIGINT, previous)
    return (status >> 8) & 0xFF != 127
  }
}
