internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A process that was run to its end, with what the system says of it.
public struct MeasuredProcess: Sendable {
  public let nanoseconds: Int
  /// Processor time of the process, in microseconds.
  public let processorMicroseconds: Int
  /// The most memory that it held, in KiB.
  public let memoryKiB: Int

  /// Runs a program, whose output goes nowhere.
  ///
  /// - Throws: `ProcessFailure` when it cannot be started, or does not end with 0.
  public static func run(_ program: String, _ arguments: [String]) throws -> MeasuredProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, flags) in [
      (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY), (STDERR_FILENO, O_WRONLY),
    ] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", flags, 0)
    }
    let pointers = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }

    var code = Int32()
    var status = Int32()
    var usage = rusage()
    let elapsed = Measuring.nanoseconds {
      var process = pid_t()
      code = posix_spawnp(&process, program, &actions, nil, pointers, environ)
      while code == 0, wait4(process, &status, 0, &usage) < 0 { code = errno == EINTR ? 0 : errno }
    }
    guard code == 0 else {
      throw ProcessFailure(program, "cannot be run: \(String(cString: strerror(code)))")
    }
    guard status == 0 else {
      throw ProcessFailure(([program] + arguments).joined(separator: " "), "ended with the status \(status)")
    }
    let times = [usage.ru_utime, usage.ru_stime]
    return MeasuredProcess(
      nanoseconds: elapsed,
      processorMicroseconds: times.reduce(0) { $0 + Int($1.tv_sec) * 1_000_000 + Int($1.tv_usec) },
      memoryKiB: Int(usage.ru_maxrss))
  }

  /// The measures of a side: the time, and under their names processor time in nanoseconds and memory in KiB.
  public var measures: [String: Int] {
    ["": nanoseconds, "cpu": processorMicroseconds * 1_000, "memory": memoryKiB]
  }
}

/// A process that did not do what a benchmark needs.
public struct ProcessFailure: Error, CustomStringConvertible {
  public let description: String

  init(_ program: String, _ what: String) { description = "\(program) \(what)" }
}
