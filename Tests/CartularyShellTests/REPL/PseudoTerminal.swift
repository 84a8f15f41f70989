import Foundation
import Glibc
import TestSupport

/// A terminal running a program, and a user who types and reads.
///
/// The user waits for the expected output, never for a fixed time, so a busy machine makes it slower but not wrong. A
/// prompt is recognised by its mark, because its text is redrawn whenever the line is.
final class PseudoTerminal {
  struct Surprise: Error, CustomStringConvertible {
    let description: String
  }

  let person: Int32
  private let process: pid_t
  /// Everything that the program has shown.
  private(set) var shown: [UInt8] = []
  /// How much of it has been read.
  private var readCount = 0
  private var status: Int32?

  /// - Parameter environment: Added to a plain one of its own.
  init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    // Uses the kernel's own calls, because the importer does not see those of the C library.
    person = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, unlocked): (UInt32, Int32) = (0, 0)
    let (tellNumber, setLock): (UInt, UInt) = (0x8004_5430, 0x4004_5431)  // TIOCGPTN, TIOCSPTLCK
    guard person >= 0, ioctl(person, tellNumber, &number) == 0, ioctl(person, setLock, &unlocked) == 0 else {
      throw Surprise(description: "no pseudo-terminal")
    }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a new session opens becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which the importer does not see.
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let plain = [
      "PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8", "CARTULARY_HISTORY": "", "PAGER": "",
      "CARTULARY_PROMPT_MARKS": "1",
    ]
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = plain.merging(environment) { $1 }.map { strdup($0 + "=" + $1) } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    guard posix_spawn(&child, program, &actions, &attributes, words, variables) == 0 else {
      throw Surprise(description: "\(program) does not start")
    }
    process = child
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
  }

  private var isHungUp = false

  /// Removes the terminal, as when a window is closed.
  func hangUp() {
    guard !isHungUp else { return }
    isHungUp = true
    close(person)
  }

  /// Types a text, reading what the program shows meanwhile so that neither blocks the other.
  func type(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    let end = Date() + Self.patience
    while !rest.isEmpty {
      var state = pollfd(fd: person, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&state, 1, 1_000) >= 0 || errno == EINTR, Date() < end else { throw surprise("typing") }
      if Int32(state.revents) & POLLIN != 0 { _ = readSome() }
      guard Int32(state.revents) & POLLOUT != 0 else { continue }
      // Small pieces: a terminal accepts a few thousand unread bytes, and then blocks.
      let count = rest.prefix(256).withUnsafeBytes { write(person, $0.baseAddress, $0.count) }
      guard count > 0 else { throw surprise("typing") }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until the program shows a text after what was already read, and reads up to its end.
  ///
  /// - Returns: What was shown before it.
  @discardableResult
  func expect(_ text: String) throws -> String {
    let wanted = Array(text.utf8)
    let end = Date() + Self.patience
    while true {
      if let place = Self.place(of: wanted, in: shown, from: readCount) {
        defer { readCount = place + wanted.count }
        return String(decoding: shown[readCount..<place], as: UTF8.self)
      }
      guard Date() < end else { throw surprise("'\(text)'") }
      var state = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
      _ = poll(&state, 1, 1_000)
      if state.revents != 0, !readSome() { throw surprise("'\(text)' before the end") }
    }
  }

  /// The output of a line, and its status.
  struct Answer {
    let output: String
    let status: String
  }

  /// Types a line at the prompt and reads its output, up to where the next prompt awaits input.
  @discardableResult
  func answer(to line: String) throws -> Answer {
    try type(line + "\r")
    return try answer()
  }

  /// Reads the output of the next of the typed lines.
  func answer() throws -> Answer {
    try begun()
    return try rest()
  }

  /// Waits until a line was entered and its output begins.
  func begun() throws { try expect(Self.mark("C")) }

  /// Reads on from there to the next prompt.
  func rest() throws -> Answer {
    let output = try expect(Self.mark + "D;")
    let status = try expect(Self.end)
    try ready()
    return Answer(output: output, status: status)
  }

  /// Waits for one more prompt that accepts input.
  ///
  /// - Returns: What was shown before it.
  @discardableResult
  func ready() throws -> String { try expect(Self.mark("B")) }

  /// Presses Ctrl-D at an empty prompt.
  ///
  /// - Returns: As `end`.
  func leave() throws -> Int32? {
    try type("\u{4}")
    return try end()
  }

  /// Whether the terminal passes on each key immediately, turns Ctrl-C into a signal, and does not discard output for
  /// it.
  var handsOnKeys: Bool {
    var modes = termios()
    guard tcgetattr(person, &modes) == 0 else { return false }
    return modes.c_lflag & UInt32(ICANON | ECHO | ISIG | NOFLSH) == UInt32(ISIG | NOFLSH)
  }

  func resize(columns: UInt16) {
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
  }

  /// Waits until the program ends.
  ///
  /// - Returns: Its exit code; `nil` if a signal ended it.
  func end() throws -> Int32? {
    let end = Date() + Self.patience
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard Date() < end else { throw surprise("the end") }
      var state = pollfd(fd: isHungUp ? -1 : person, events: Int16(POLLIN), revents: 0)
      _ = poll(&state, 1, 20)
      if state.revents != 0, !readSome() { usleep(20_000) }
    }
    self.status = status
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
  }

  // MARK: - Steps

  private static let (mark, end) = ("\u{1B}]133;", "\u{1B}\\")
  private static func mark(_ letter: String) -> String { mark + letter + end }

  /// Far longer than any answer takes on the busiest machine.
  private static let patience: TimeInterval = 120

  private func readSome() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(person, &chunk, chunk.count)
    if count > 0 { shown += chunk[..<count] }
    return count > 0
  }

  private func surprise(_ expected: String) -> Surprise {
    let tail = String(decoding: shown.suffix(1_500), as: UTF8.self)
    return Surprise(description: "expected \(expected); on the screen: \(tail.debugDescription)")
  }

  private static func place(of wanted: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard text.count - start >= wanted.count else { return nil }
    return (start...(text.count - wanted.count)).first {
      text[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }
}
