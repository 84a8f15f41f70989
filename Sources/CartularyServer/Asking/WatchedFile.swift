internal import CartularyBase
internal import CartularyIndex
internal import Foundation

/// What a file says, read again when the file changes. A file that cannot be read, or has a fault, changes nothing: what
/// was known before goes on, and `fault` says so.
final class WatchedFile<Contents: Sendable>: Sendable {
  typealias Reader = @Sendable (_ path: String) throws(PrivateFile.Fault) -> Contents

  private struct State {
    var contents: Contents
    var stamp: PrivateFile.Stamp?
    var fault: PrivateFile.Fault?
    var looked: ContinuousClock.Instant
  }

  let path: String
  private let read: Reader
  private let state: Guarded<State>
  private let interval: Duration

  /// - Parameter interval: How long a look at the file lasts.
  /// - Throws: If the file cannot be read now.
  init(_ path: String, interval: Duration = .seconds(1), _ read: @escaping Reader) throws(PrivateFile.Fault) {
    (self.path, self.read, self.interval) = (path, read, interval)
    // Before it is read: what is written meanwhile changes the stamp.
    let stamp = PrivateFile.stamp(of: path)
    state = Guarded(State(contents: try read(path), stamp: stamp, fault: nil, looked: .now))
  }

  var contents: Contents { current().contents }

  /// Why the file says something else than what is known; `nil` if it does not.
  var fault: PrivateFile.Fault? { current().fault }

  private func current() -> State {
    state.withLock { state in
      guard state.looked + interval <= .now else { return state }
      state.looked = .now
      let stamp = PrivateFile.stamp(of: path)
      guard stamp != state.stamp || stamp == nil else { return state }
      do throws(PrivateFile.Fault) {
        (state.contents, state.fault) = (try read(path), nil)
      } catch {
        state.fault = error
      }
      state.stamp = stamp
      return state
    }
  }
}
