internal import CartularyIndex

/// A text that stays the same while a server runs, and takes long to make: it is made when it is first asked for.
final class FixedText: Sendable {
  private let made = Guarded<String?>(nil)
  private let make: @Sendable () -> String

  init(_ make: @escaping @Sendable () -> String) { self.make = make }

  var text: String {
    made.withLock { made in
      if let made { return made }
      let text = make()
      made = text
      return text
    }
  }
}
