// swift-tools-version: 6.1
import PackageDescription

// One list for every Swift target: a dependency that leaks into an interface has to say so.
let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Targets stand lowest first; arrows point down only (see the design's drawing of the house).
let package = Package(
  name: "cartulary",
  products: [
    .library(name: "Cartulary", targets: ["Catalog", "Manifests", "QueryLanguage", "DatasetModel"]),
    .executable(name: "cartulary", targets: ["cartulary"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CXapian", linkerSettings: [.linkedLibrary("xapian")]),
    .target(name: "CEditline", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "Diagnostics", swiftSettings: swiftSettings),
    .target(name: "SearchIndex", dependencies: ["CXapian"], swiftSettings: swiftSettings),
    .target(
      name: "DatasetModel", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      resources: [.embedInCode("Resources/licences.csv")],
      swiftSettings: swiftSettings),
    .target(name: "QueryLanguage", dependencies: ["Diagnostics"], swiftSettings: swiftSettings),
    .target(
      name: "Manifests",
      dependencies: ["DatasetModel", "Diagnostics", .product(name: "Yams", package: "Yams")],
      resources: [.embedInCode("Resources/standard-profiles.yaml")],
      swiftSettings: swiftSettings),
    .target(
      name: "Catalog",
      dependencies: [
        "DatasetModel", "QueryLanguage", "SearchIndex", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Resources/thesaurus.txt")],
      swiftSettings: swiftSettings),
    .target(
      name: "CatalogShell",
      dependencies: [
        "Catalog", "CEditline", "DatasetModel", "Diagnostics", "Manifests", "QueryLanguage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),
    .executableTarget(name: "cartulary", dependencies: ["CatalogShell"], swiftSettings: swiftSettings),
    .executableTarget(
      name: "Embed", dependencies: ["Catalog"], path: "Examples/Embed", swiftSettings: swiftSettings),
    .executableTarget(name: "Converse", path: "Examples/Converse", swiftSettings: swiftSettings),
    .target(
      name: "TestSupport", dependencies: ["DatasetModel"], path: "Tests/TestSupport",
      swiftSettings: swiftSettings),
    .testTarget(
      name: "DatasetModelTests", dependencies: ["DatasetModel", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "SearchIndexTests", dependencies: ["SearchIndex", "TestSupport"], swiftSettings: swiftSettings),
    .testTarget(
      name: "QueryLanguageTests", dependencies: ["QueryLanguage", "Diagnostics", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ManifestsTests", dependencies: ["Manifests", "DatasetModel", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: swiftSettings),
    .testTarget(
      name: "CatalogTests",
      dependencies: [
        "Catalog", "Manifests", "DatasetModel", "QueryLanguage", "SearchIndex", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"], swiftSettings: swiftSettings),
    .testTarget(
      name: "CatalogShellTests",
      dependencies: [
        "CatalogShell", "Catalog", "DatasetModel", "Manifests", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Faults/faults.c", "Fixtures", "Snapshots"], swiftSettings: swiftSettings),
  ],
  cxxLanguageStandard: .cxx17
)
