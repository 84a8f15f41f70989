import Foundation
import TestSupport
import Testing

/// Pages outlive the files that they mention unless a test notices.
@Suite("The pages of the project")
struct DocumentedPathsTests {
  private static let pages: [String] = {
    let documents = (try? FileManager.default.contentsOfDirectory(atPath: ProjectFiles.path("Docs"))) ?? []
    return ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"]
      + documents.filter { $0.hasSuffix(".md") }.sorted().map { "Docs/" + $0 }
  }()

  @Test("every path of the project that a page mentions exists", arguments: pages)
  func paths(page: String) throws {
    for path in Self.paths(in: try ProjectFiles.text(page)) {
      #expect(FileManager.default.fileExists(atPath: ProjectFiles.path(path)), "\(page) names \(path)")
    }
  }

  @Test("paths are found with and without quotes, and a sentence's full stop is not part of one")
  func finding() {
    let text = "See Docs/A.md. `Sources/B/C+D.swift`, [e](Examples/e), ../shared/Docs/x, and `Scripts/f G`."
    #expect(Self.paths(in: text) == ["Docs/A.md", "Sources/B/C+D.swift", "Examples/e", "Scripts/f"])
  }

  @Test("every make target that a page mentions exists", arguments: pages)
  func targets(page: String) throws {
    let makefile = try ProjectFiles.text("Makefile")
    let made = Set(makefile.matches(of: #/(?m)^([a-z-]+):/#).map { String($0.1) })
    for match in try ProjectFiles.text(page).matches(of: #/(?m)(?:`|^)make ([a-z-]+)/#) {
      #expect(made.contains(String(match.1)), "\(page) names make \(match.1)")
    }
  }

  private static func paths(in text: String) -> [String] {
    let pattern =
      #/(?:^|[\s`(\["'])((?:Sources|Tests|Docs|Examples|Scripts|Benchmarks|catalog-samples|\.github|\.ci)\/[A-Za-z0-9_+.\/-]*[A-Za-z0-9_\/])/#
    return text.matches(of: pattern).map { String($0.1) }
  }
}
