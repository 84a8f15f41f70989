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
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue
      else {
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
            "manifests end in .yaml, .yml, .json, .jsonld, .jsonl or .md", path)
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
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      diagnostics.append(fault(.unreadable, "the directory cannot be read", nil, directory))
      return []
    }
    var files: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
      let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      if kind == .typeDirectory {
        guard let below = filesBelow(path, &diagnostics, room: room - files.count) else { return nil }
        files += below
      } else if extensions.contains((name as NSString).pathExtension.lowercased()) {
        if kind == .typeSymbolicLink {
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

  private static func beginsWithFrontMatter(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return true }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 8)).flatMap { $0 }.map(MarkdownPage.begins) ?? false
  }

  private static func fault(
    _ code: ManifestDiagnostic.Code, _ message: String, _ help: String?, _ path: String
  ) -> ManifestDiagnostic {
    ManifestDiagnostic(code: code, message: message, help: help, file: path, place: nil, recordID: nil)
  }
}
