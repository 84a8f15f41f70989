package import Foundation

/// A directory of a test's own, gone when the value is.
package final class TemporaryDirectory: Sendable {
  package let path: String

  /// One that lasts as long as the process, for files whose names are unique.
  package static let shared = TemporaryDirectory()

  package init() {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("cartulary-test-\(UUID().uuidString)").path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      fatalError("no temporary directory for tests: \(error)")
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file below the directory and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  @discardableResult
  package func write(_ data: Data, to name: String) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: file))
    return file
  }
}
