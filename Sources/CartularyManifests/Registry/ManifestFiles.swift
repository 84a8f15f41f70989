internal import CartularyBase
internal import Foundation

/// Finds the files that the given paths mean.
enum ManifestFiles {
  struct Found: Sendable {
    let name: String
    /// Named by the user, not found in a directory.
    let isNamed: Bool

    /// JSON by its name; any other named file is read as YAML, which includes simple JSON.
    let isJSON: Bool

    /// - Parameter isJSON: Overrides the name, as for standard input.
    init(name: String, isNamed: Bool, isJSON: Bool? = nil) {
      (self.name, self.isNamed) = (name, isNamed)
      self.isJSON = isJSON ?? ["json", "jsonld", "jsonl", "ndjson"].contains(Self.pathExtension(name))
    }

    /// JSON Lines by its name.
    var isLines: Bool { ["jsonl", "ndjson"].contains(Self.pathExtension(name)) }

    private static func pathExtension(_ name: String) -> String {
      (name as NSString).pathExtension.lowercased()
    }

    /// Markdown by its name: its front matter is YAML, and the rest of it is not.
    var isMarkdown: Bool { name.lowercased().hasSuffix(".md") || name.lowercased().hasSuffix(".markdown") }
  }

  static let extensions = ["yaml", "yml", "json", "jsonld", "jsonl", "ndjson", "md", "markdown"]

  /// - Returns: Files in the order of the paths, those of a directory sorted; each once.
  static func find(_ paths: [String], _ diagnostics: inout [ManifestDiagnostic]) -> [Found] {
    var found: [Found] = []
    var seen: Set<String> = []
    for path in paths {
      guard SourceFolder.kind(at: path) == .folder else {
        if seen.insert((path as NSString).standardizingPath).inserted {
          found.append(Found(name: path, isNamed: true))
        }
        continue
      }
      guard let files = filesBelow(path, &diagnostics, room: ManifestLimits.fileCount - found.count) else {
        return found
      }
      if files.isEmpty, !diagnostics.contains(where: { $0.file == path }) {
        diagnostics.append(
          fault(
            .nothingFound, "no manifests in the directory",
            "manifests end in .yaml, .yml, .json, .jsonld, .jsonl or .md" + tables(in: path), path)
        )
      }
      for file in files
      where (file as NSString).lastPathComponent != ManifestSchema.fileName
        && seen.insert((file as NSString).standardizingPath).inserted
      {
        found.append(Found(name: file, isNamed: false))
      }
    }
    return found
  }

  /// - Returns: `nil` if there are more files than the limit allows, which is reported.
  private static func filesBelow(
    _ directory: String, _ diagnostics: inout [ManifestDiagnostic], room: Int
  ) -> [String]? {
    guard let entries = SourceFolder.entries(of: directory) else {
      diagnostics.append(fault(.unreadable, "the directory cannot be read", nil, directory))
      return []
    }
    var files: [String] = []
    for entry in entries where !entry.shownName.hasPrefix(".") {
      let path = (directory.hasSuffix("/") ? directory : directory + "/") + entry.shownName
      guard let name = entry.name else {
        if entry.kind == .folder || isManifest(entry.shownName) {
          diagnostics.append(
            fault(.skippedFile, "its name is not UTF-8, so it is not read", "rename it to read it", path))
        }
        continue
      }
      if entry.kind == .folder {
        guard let below = filesBelow(path, &diagnostics, room: room - files.count) else { return nil }
        files += below
      } else if isManifest(name) {
        if entry.kind == .special {
          diagnostics.append(
            fault(
              .skippedFile, "a pipe, socket or device, which is not read", "manifests are regular files", path
            ))
        } else if entry.kind == .link {
          diagnostics.append(
            fault(.skippedFile, "a symbolic link, which is not followed", "name it to read it", path))
        } else if !Found(name: path, isNamed: false).isMarkdown || beginsWithFrontMatter(path) {
          // A README without front matter is ordinary documentation.
          files.append(path)
        }
      }
      if files.count > room {
        diagnostics.append(
          fault(
            .tooMany, "more than \(ManifestLimits.fileCount) files", "name a smaller directory", directory))
        return nil
      }
    }
    return files
  }

  /// A word on tables that were passed over; empty if there is none.
  private static func tables(in directory: String) -> String {
    let count =
      SourceFolder.entries(of: directory)?.count { $0.kind == .file && OtherFormats.isTable($0.shownName) }
      ?? 0
    return count == 0 ? "" : "; one can be begun from a table, of which there are \(count)"
  }

  private static func isManifest(_ name: String) -> Bool {
    extensions.contains((name as NSString).pathExtension.lowercased())
  }

  /// One that cannot be read is kept, so that the reader says why.
  private static func beginsWithFrontMatter(_ path: String) -> Bool {
    SourceFolder.beginning(of: path, byteCount: 8).map { MarkdownPage.begins($0) } ?? true
  }

  private static func fault(
    _ code: ManifestDiagnostic.Code, _ message: String, _ help: String?, _ path: String
  ) -> ManifestDiagnostic {
    ManifestDiagnostic(code: code, message: message, help: help, file: path, place: nil, recordID: nil)
  }
}
