import Foundation
import TestSupport
import Testing

/// What a partner does with the library, from a package of their own.
@Suite("Embedding")
struct EmbeddingTests {
  private static let package = ProjectFiles.path("Examples/Embed")

  /// Uses the modules built for the tests instead of building the package, which takes minutes.
  /// Compiling without `-package-name` sees only their public symbols, as a partner does.
  @Test("the embedding package compiles against the public face of the library")
  func compiles() throws {
    let directory = TemporaryDirectory()
    let script = #"""
      set -euo pipefail
      products=$1 sources=$2/Sources modules=$3
      maps=()
      while IFS= read -r map; do maps+=(-Xcc "-fmodule-map-file=$map"); done \
        < <(find -L "$products" -maxdepth 2 -name module.modulemap; find "$4" -path '*/include/module.modulemap' -o -path '*/GRDBSQLite/module.modulemap')
      for module in Catalog Diagnostics Facet Query; do
        swiftc -swift-version 6 -parse-as-library -emit-module -module-name $module \
          -emit-module-path "$modules/$module.swiftmodule" "$sources/$module/"*.swift
      done
      exec swiftc -swift-version 6 -parse-as-library -typecheck -module-name Embed \
        -I "$modules" -I "$products/Modules" "${maps[@]}" "$sources/Embed/"*.swift
      """#
    let outcome = try ProcessTests.run(
      "", [ProcessTests.products, Self.package, directory.path, ProjectFiles.path(".build/checkouts")],
      shell: script)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("the manifests of the packages in Examples are read", arguments: ["Embed", "Converse"])
  func manifests(name: String) throws {
    let outcome = try ProcessTests.run(
      "", [ProjectFiles.path("Examples/" + name), TemporaryDirectory.shared.path + "/" + name],
      shell: #"exec swift package --package-path "$1" --scratch-path "$2" dump-package"#)
    #expect(outcome.status == 0 && outcome.output.contains("\"name\" : \"\(name)\""), "\(outcome.errors)")
  }

  @Test(
    "the embedding package can be built from outside, and does everything that it claims",
    .enabled(
      if: ProcessInfo.processInfo.environment["CARTULARY_EMBED"] != nil,
      "the build takes minutes; CARTULARY_EMBED=1 asks for it"))
  func runs() async throws {
    let scratch = ProjectFiles.path(".build-embed")
    let build = try ProcessTests.run(
      "", [Self.package, scratch],
      shell: #"exec swift build --quiet --package-path "$1" --scratch-path "$2" 2>&1"#)
    try #require(build.status == 0, "\(build.output)")
    let outcome = try ProcessTests.run(
      "", [scratch + "/debug/Embed", await SampleCatalog.path.value, "data"], shell: #"exec "$@""#)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for told in [
      " datasets\n- ", "\nsharing: ", "\nsensitivity: ", "published 1\n", "the public finds 0\n",
      "staff find 1\n",
    ] {
      #expect(outcome.output.contains(told), "\(told): \(outcome.output)")
    }
    // Two pages of three hits, each once.
    let hits = outcome.output.split(separator: "\n").filter { $0.hasPrefix("- ") }
    #expect(hits.count == 6 && Set(hits).count == 6)
  }

  @Test(
    "the code of README and articles is quoted from the example",
    arguments: [
      ("README.md", 1), ("Sources/Cartulary/Cartulary.docc/Embed.md", 2),
      ("Sources/Cartulary/Cartulary.docc/Viewers.md", 1), ("Sources/Cartulary/Cartulary.docc/Decide.md", 1),
      ("Sources/Cartulary/Cartulary.docc/Publish.md", 2),
    ])
  func quotes(page: String, count: Int) throws {
    let example = try ProjectFiles.text("Examples/Embed/Sources/Embed/Embed.swift")
    // Quoted code keeps its indentation; the lines of Package.swift in README are indented differently.
    let quoted = try ProjectFiles.text(page).matches(of: #/```swift\n(    (?:.|\n)*?)\n```/#)
    #expect(quoted.count == count)
    for quote in quoted { #expect(example.contains(quote.1), "\(page): \(quote.1)") }
  }
}
