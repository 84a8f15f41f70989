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

  /// Whether tests take every real record, rather than some from all over each source.
  package static let takesAllRealRecords = ProcessInfo.processInfo.environment["CARTULARY_ALL_RECORDS"] != nil

  /// The files of a folder of real records, sorted: all if there are few or `takesAllRealRecords`, else about 100 from
  /// all over it. Empty if it is absent.
  package static func realFiles(_ folder: String) -> [String] {
    guard let path = realData(folder) else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
    return every(of: names, atMost: 100).map { path + "/" + $0 }
  }

  /// Some from all over a list, in its order; the whole list if `takesAllRealRecords`.
  package static func every<Element>(of all: [Element], atMost count: Int) -> [Element] {
    let step = takesAllRealRecords ? 1 : max(1, (all.count + count - 1) / count)
    return stride(from: 0, to: all.count, by: step).map { all[$0] }
  }

  /// Any other file that developers share next to the project; `nil` if it is absent.
  package static func shared(_ name: String) -> String? {
    let path = URL(fileURLWithPath: root).deletingLastPathComponent().appendingPathComponent("shared/" + name)
      .path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
