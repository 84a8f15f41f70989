internal import Foundation

/// Where the project's own files are, and the real records next to it.
package enum ProjectFiles {
  /// The directory of Package.swift.
  package static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  package static func path(_ name: String) -> String { root + "/" + name }

  package static func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// A folder or file of the real records that developers have next to the project; `nil` if it is absent.
  package static func realData(_ name: String) -> String? { shared("realdata/" + name) }

  /// Any other file that developers share next to the project; `nil` if it is absent.
  package static func shared(_ name: String) -> String? {
    let path = URL(fileURLWithPath: root).deletingLastPathComponent().appendingPathComponent("shared/" + name)
      .path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
