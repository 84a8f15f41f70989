// swift-tools-version: 6.1
import PackageDescription

// The benchmarks, as a package of its own: whoever builds Cartulary needs none of it. `Benchmarks/run` builds and runs it.
let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let library: Target.Dependency = .product(name: "Benchmark", package: "benchmark")
let harness: [Target.Dependency] = [library, "Measuring"]
let plugins: [Target.PluginUsage] = [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
let cartulary: Target.Dependency = .product(name: "Cartulary", package: "cartulary")

// A target that the library runs has to lie directly below a folder of the name `Benchmarks`; the others are in `Sources`.
let package = Package(
  name: "cartulary-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "cartulary", path: ".."),
    // Its traits count allocations and reference counts by means that are not wanted in a measured process.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "PlainXapian", linkerSettings: [.linkedLibrary("xapian")]),
    .executableTarget(name: "PlainIndex", dependencies: ["PlainXapian"]),
    .target(name: "Corpus", swiftSettings: swiftSettings),
    .executableTarget(name: "WriteCorpus", dependencies: ["Corpus"], swiftSettings: swiftSettings),
    .target(name: "Measuring", dependencies: [library], swiftSettings: swiftSettings),
    .executableTarget(
      name: "Micro", dependencies: harness + [cartulary], path: "Micro", swiftSettings: swiftSettings,
      plugins: plugins),
    .executableTarget(
      name: "Searching", dependencies: harness + ["PlainXapian", cartulary], path: "Searching",
      swiftSettings: swiftSettings, plugins: plugins),
    .executableTarget(
      name: "Publishing", dependencies: harness + ["PlainXapian", cartulary], path: "Publishing",
      swiftSettings: swiftSettings, plugins: plugins),
    .executableTarget(
      name: "Starting", dependencies: harness, path: "Starting", swiftSettings: swiftSettings,
      plugins: plugins),
  ],
  cxxLanguageStandard: .cxx17
)
