import CartularyBase
import CartularyModel
import TestSupport

@testable import CartularyManifests

/// Reads one text as if it were a file.
func read(_ text: String, as name: String = "record.yaml") throws -> ManifestBatch {
  let directory = TemporaryDirectory()
  return ManifestReader(checksPolicy: false).read(paths: [try directory.write(text, to: name)])
}

/// The only record of a text without errors.
func record(_ text: String, as name: String = "record.yaml") throws -> Dataset? {
  let batch = try read(text, as: name)
  return batch.records.count == 1 ? batch.records[0].dataset : nil
}

/// A valid record with some additional lines.
func withLines(_ lines: String) -> String { "id: a\ntitle: A\ndescription: About a.\n" + lines }

extension ManifestBatch {
  /// `M101 4:1` for each diagnostic: its code and its place.
  var marks: [String] {
    diagnostics.map { diagnostic in
      diagnostic.code.rawValue + (diagnostic.place.map { " \($0.line):\($0.column)" } ?? "")
    }
  }
}
