internal import CartularyBase
internal import CartularyLedger
internal import Dispatch

/// What the program needs of the system before it begins.
///
/// The library that runs our tasks tries for ever to start a thread that the system refuses, and hears no signal
/// meanwhile. So as many threads as any command needs are started once and ended again, which takes a fraction of a
/// millisecond; the user is told if that fails.
enum SystemResources {
  /// Publishing with two processors has five.
  static let threadCount = 8
  /// What threads have unless they ask for something else; the one that reads manifests asks for the largest.
  private static let (stackByteCount, largestStackByteCount) = (8 << 20, 16 << 20)
  /// Memory beyond the stacks: publishing some dozens of records takes about 80 MiB.
  private static let memoryByteCount = 128 << 20

  /// What the system does not give, and what to try; `nil` if there is enough of everything.
  static func lack() -> String? {
    prepareMemory()
    guard let memory = reservedMemory() else {
      return text(of: "the system does not allow the program \(memoryByteCount >> 20) MiB of memory")
    }
    defer { munmap(memory, memoryByteCount) }
    guard canStartThreads(threadCount) else {
      return text(of: "the system does not allow the program \(threadCount) threads, or the memory for them")
    }
    return nil
  }

  private static func text(of message: String) -> String {
    "error: \(message)\n help: \(ErrorText.words(for: .raiseProcessLimits))"
  }

  /// If memory is limited, lets all threads share it: otherwise each takes 64 MiB of address space for its own, and the
  /// next one cannot start. If not, keeps some of what is freed: a search frees as much as the next one takes, and to give it
  /// back to the system in between takes a twelfth of the time.
  private static func prepareMemory() {
    #if canImport(Glibc)
      var limit = rlimit()
      // Neither the function nor its options are in the module of the C library.
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
        let mallopt = dlsym(nil, "mallopt")
      else { return }
      let set = unsafeBitCast(mallopt, to: (@convention(c) (_ option: CInt, _ value: CInt) -> CInt).self)
      guard limit.rlim_cur == rlim_t.max else {
        _ = set(-8, 1)  // M_ARENA_MAX
        return
      }
      _ = set(-1, 32 << 20)  // M_TRIM_THRESHOLD
      _ = set(-2, 1 << 20)  // M_TOP_PAD
      _ = set(-3, 4 << 20)  // M_MMAP_THRESHOLD
    #endif
  }

  /// Address space only, which the limit on memory counts: no page of it is ever used.
  private static func reservedMemory() -> UnsafeMutableRawPointer? {
    let memory = mmap(nil, memoryByteCount, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0)
    return memory == MAP_FAILED ? nil : memory
  }

  /// Whether so many threads can be started at once. None is left when it returns.
  private static func canStartThreads(_ count: Int) -> Bool {
    guard count > 0 else { return true }
    let end = DispatchSemaphore(value: 0)
    do throws(WorkThread.Refusal) {
      let thread = try WorkThread(stackByteCount: count == 1 ? largestStackByteCount : stackByteCount) {
        end.wait()
      }
      let others = canStartThreads(count - 1)
      end.signal()
      thread.join()
      return others
    } catch {
      return false
    }
  }
}
