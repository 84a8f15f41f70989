internal import Foundation

/// Where the project's own files are, and the real records beside it.
public enum ProjectFiles {
  /// The directory of Package.swift.
  public static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  public static func path(_ name: String) -> String { root + "/" + name }

  public static func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// A folder or file of the real records that developers have beside the project; `nil` where it is absent.
  public static func realData(_ name: String) -> String? { shared("realdata/" + name) }

  /// Any other file that developers share beside the project; `nil` where it is absent.
  public static func shared(_ name: String) -> String? {
    let path = URL(fileURLWithPath: root).deletingLastPathComponent().appendingPathComponent("shared/" + name)
      .path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
