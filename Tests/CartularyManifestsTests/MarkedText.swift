import CartularyBase
import TestSupport

@testable import CartularyManifests

/// A text in which `⌖` marks the place that a diagnostic should name.
struct MarkedText {
  /// Without the mark.
  let text: String
  /// `2:5`; `nil` if there is no mark.
  let place: String?

  init(_ marked: String) {
    let scalars = marked.unicodeScalars
    guard let mark = scalars.firstIndex(of: "⌖") else {
      (text, place) = (marked, nil)
      return
    }
    let before = scalars[..<mark]
    let line = before.count { $0 == "\n" } + 1
    let start = before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex
    place = "\(line):\(before[start...].count + 1)"
    text = String(before) + String(scalars[scalars.index(after: mark)...])
  }

  /// As `ManifestBatch.marks` writes it.
  func expectation(_ code: String) -> String { place.map { "\(code) \($0)" } ?? code }
}

/// Reads one of the small files of the formats.
func readFixture(_ name: String) -> ManifestBatch {
  ManifestReader(checksPolicy: false).read(paths: [
    ProjectFiles.path("Tests/CartularyManifestsTests/Fixtures/formats/" + name)
  ])
}
