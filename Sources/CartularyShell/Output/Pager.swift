/// The program that shows output taller than the screen.
enum Pager {
  /// The pager that the user has chosen with PAGER, with its arguments; by default `less -FRX`.
  ///
  /// - Returns: `nil` if the user wants no pager, or the terminal is dumb.
  static var command: String? {
    if let term = getenv("TERM"), String(cString: term) == "dumb" { return nil }
    guard let chosen = getenv("PAGER").map({ String(cString: $0) }) else { return "less -FRX" }
    return chosen.isEmpty || chosen == "cat" ? nil : chosen
  }

  /// How many rows of the screen a text takes, counting wrapped lines.
  static func height(of text: String, width: Int) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast(text.isEmpty || text.hasSuffix("\n") ? 1 : 0)
      .reduce(0) { $0 + max(1, (TextTable.cellCount(String($1)) + width - 1) / max(1, width)) }
  }

  /// Shows bytes page by page and waits until the user quits.
  ///
  /// - Returns: Whether the pager ran; `false` if there is no such program.
  static func show(_ bytes: [UInt8], with command: String) -> Bool {
    // Makes less show colours, and quit if everything fits; the user's own LESS is kept.
    setenv("LESS", "FRX", 0)
    guard let stream = popen(command, "w") else { return false }
    // Ctrl-C is for the pager.
    let previous = signal(SIGINT, SIG_IGN)
    // Quitting the pager before the end closes the pipe, which is not an error.
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) }
    let status = pclose(stream)
    signal(SIGINT, previous)
    return (status >> 8) & 0xFF != 127
  }
}
