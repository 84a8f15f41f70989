/// The partner's own notes of what went wrong.
public struct Diagnostics {
  public private(set) var messages: [String] = []

  public init() {}

  public mutating func add(_ message: String) { messages.append(message) }
}
