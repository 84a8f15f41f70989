package import CartularyModel

/// Who asks: what they may see, and what the log calls them.
package struct Asker: Sendable, Equatable {
  package let viewer: Viewer
  /// The id of their key, or `jwt`; `nil` for the public.
  package let name: String?

  package static let anyone = Asker(viewer: .public, name: nil)
}
