internal import ArgumentParser
internal import Foundation
internal import Synchronization

/// How long-running work reports its progress.
enum ProgressChoice: String, CaseIterable, ExpressibleByArgument {
  /// A bar if standard error is a terminal, otherwise nothing.
  case auto
  /// One line of JSON per report, on standard error.
  case json
  case none
}

/// Reports the progress of long-running work: a bar that is redrawn in place, or lines of JSON. Neither is part of a
/// result, so both go to standard error.
final class ProgressMeter: Sendable {
  private let style: Style
  private let width: Int
  private let emit: @Sendable (String) -> Void
  private let now: @Sendable () -> Duration
  private let state = Mutex(State())

  private enum Style { case bar, json, silent }

  private struct State {
    var phase = ""
    var started = Duration.zero
    var told: Duration?
    /// Whether a bar is on the screen.
    var isDrawn = false
  }

  /// A few updates a second are enough for people and programs.
  private static let interval = Duration.milliseconds(100)
  /// Shorter work shows no bar, which would only flicker.
  private static let patience = Duration.milliseconds(300)

  /// - Parameters:
  ///   - isScreen: Whether written text can be overwritten.
  ///   - width: The cells of a line.
  ///   - now: The time since some fixed moment, for the rate.
  init(
    _ choice: ProgressChoice, isScreen: Bool, width: Int, emit: @escaping @Sendable (String) -> Void,
    now: @escaping @Sendable () -> Duration
  ) {
    style = choice == .json ? .json : choice == .auto && isScreen ? .bar : .silent
    (self.width, self.emit, self.now) = (width, emit, now)
  }

  /// On the process's own standard error.
  convenience init(_ choice: ProgressChoice, _ console: Console) {
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    let clock = ContinuousClock()
    let start = clock.now
    self.init(
      choice, isScreen: console.complaintsAreOnScreen && !isDumb, width: console.width ?? 80,
      emit: { _ = Console.writeAll(Array($0.utf8), to: STDERR_FILENO) }, now: { clock.now - start })
  }

  /// - Parameters:
  ///   - phase: What is being done: `reading`.
  ///   - done: Of `total`, whatever is counted.
  func tell(_ phase: String, _ done: Int, of total: Int) {
    guard style != .silent else { return }
    let moment = now()
    let text = state.withLock { state -> String? in
      var isNew = false
      if state.phase != phase {
        isNew = true
        (state.phase, state.started, state.told) = (phase, moment, nil)
      }
      let elapsed = moment - state.started
      if let told = state.told, moment - told < Self.interval, done < total { return nil }
      if style == .bar, elapsed < Self.patience, !state.isDrawn || !isNew, done < total { return nil }
      if style == .bar, !state.isDrawn, done >= total { return nil }
      state.told = moment
      let pace = Pace(done: done, total: total, elapsed: elapsed)
      guard style == .bar else { return Self.line(phase, pace) }
      state.isDrawn = true
      return "\r" + Self.bar(phase, pace, width: width) + "\u{1B}[K"
    }
    if let text { emit(text) }
  }

  /// Erases the bar.
  func end() {
    let wasDrawn = state.withLock { state in
      defer { state.isDrawn = false }
      return state.isDrawn
    }
    if wasDrawn { emit("\r\u{1B}[K") }
  }

  // MARK: - Output

  private struct Pace {
    let done: Int
    let total: Int
    /// Per second; `nil` at the beginning.
    let rate: Double?

    init(done: Int, total: Int, elapsed: Duration) {
      (self.done, self.total) = (done, total)
      let seconds = elapsed / .seconds(1)
      rate = done > 0 && seconds > 0 ? Double(done) / seconds : nil
    }

    var secondsLeft: Int? { rate.map { Int((Double(total - done) / $0).rounded(.up)) } }
  }

  private static func bar(_ phase: String, _ pace: Pace, width: Int) -> String {
    let name = phase.padding(toLength: 9, withPad: " ", startingAt: 0)
    var tail = " \(pace.done)/\(pace.total)"
    if let rate = pace.rate, let left = pace.secondsLeft {
      tail += " \(Int(rate.rounded()))/s"
      let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
      if pace.done < pace.total { tail += " \(clock) left" }
    }
    let cells = max(4, min(40, width - name.count - tail.count - 4))
    let filled = pace.total > 0 ? cells * min(pace.done, pace.total) / pace.total : cells
    let whole =
      name + " [" + String(repeating: "#", count: filled) + String(repeating: ".", count: cells - filled)
      + "]"
      + tail
    // The last cell of a line stays empty: filling it would start the next line.
    return String(whole.prefix(max(0, width - 1)))
  }

  private static func line(_ phase: String, _ pace: Pace) -> String {
    var line = "{\"progress\":{\"phase\":\"\(phase)\",\"done\":\(pace.done),\"total\":\(pace.total)"
    if let rate = pace.rate, let left = pace.secondsLeft {
      line += ",\"rate\":\(Int(rate.rounded())),\"seconds-left\":\(left)"
    }
    return line + "}}\n"
  }
}

/// The options of long-running commands.
struct ProgressOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "auto, json or none: a bar on a terminal, or lines of JSON on standard error.", valueName: "how"))
  var progress = ProgressChoice.auto
}
