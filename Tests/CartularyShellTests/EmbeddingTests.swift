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
    try compile(
      #"""
      for module in Catalog Diagnostics Facet Query; do
        library $module "$package/Sources/$module"
      done
      program Embed "$package/Sources/Embed"
      """#, of: Self.package)
  }

  @Test(
    "the application with a catalog below one of its paths compiles against the public face of the server")
  func mountCompiles() throws {
    try compile(#"program Mount "$package/Sources/Mount""#, of: ProjectFiles.path("Examples/Mount"))
  }

  /// The package that runs them takes minutes to build: the part of it that they use is among the fixtures.
  @Test("the benchmarks compile against the public face of the library")
  func benchmarksCompile() throws {
    let standIn = ProjectFiles.path("Tests/CartularyShellTests/Fixtures/Benchmark")
    try compile(
      #"""
      printf 'module PlainXapian { header "%s/Sources/PlainXapian/include/plain_xapian.h" }' "$package" \
        > "$modules/module.modulemap"
      library Benchmark "\#(standIn)"
      library Measuring "$package/Sources/Measuring"
      for program in Micro Searching Publishing Starting; do program $program "$package/$program"; done
      """#, of: ProjectFiles.path("Benchmarks"))
  }

  /// Runs lines of a script that compile libraries, and check programs, of a package.
  private func compile(_ lines: String, of package: String) throws {
    let directory = TemporaryDirectory()
    let script =
      #"""
      set -euo pipefail
      products=$1 package=$2 modules=$3
      options=(-swift-version 6 -parse-as-library -I "$modules" -I "$products/Modules")
      for feature in ExistentialAny InternalImportsByDefault MemberImportVisibility; do
        options+=(-enable-upcoming-feature $feature)
      done
      while IFS= read -r map; do options+=(-Xcc "-fmodule-map-file=$map"); done \
        < <(find -L "$products" -maxdepth 2 -name module.modulemap; find "$4" -path '*/include/module.modulemap' -o -path '*/GRDBSQLite/module.modulemap')
      library() {
        swiftc "${options[@]}" -emit-module -module-name $1 -emit-module-path "$modules/$1.swiftmodule" "$2/"*.swift
      }
      program() { swiftc "${options[@]}" -typecheck -module-name $1 "$2/"*.swift; }

      """# + lines
    let outcome = try ProcessTests.run(
      "", [ProcessTests.products, package, directory.path, ProjectFiles.path(".build/checkouts")],
      shell: script)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "the manifests of the packages beside the library are read",
    arguments: [
      ("Examples/Embed", "Embed"), ("Examples/Converse", "Converse"), ("Examples/Mount", "Mount"),
      ("Benchmarks", "cartulary-benchmarks"),
    ])
  func manifests(folder: String, name: String) throws {
    let outcome = try ProcessTests.run(
      "", [ProjectFiles.path(folder), TemporaryDirectory.shared.path + "/" + name],
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
