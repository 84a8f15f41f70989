// swift-tools-version: 6.1
import PackageDescription

// One list for every Swift target: a dependency that leaks into an interface has to say so.
let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Targets stand lowest first; arrows point down only (Docs/ARCHITECTURE.md has the drawing).
let package = Package(
  name: "cartulary",
  products: [
    .library(name: "Cartulary", targets: ["Cartulary"]),
    .library(name: "CartularyServer", targets: ["CartularyServer"]),
    .executable(name: "cartulary", targets: ["cartulary-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Without its support for configuration files, which would be one more package to build.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .target(name: "CXapian", linkerSettings: [.linkedLibrary("xapian")]),
    .target(name: "CEditline", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "CPostgres", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CartularyBase", swiftSettings: swiftSettings),
    .target(
      name: "CartularyIndex", dependencies: ["CXapian", "CartularyBase"], swiftSettings: swiftSettings),
    .target(
      name: "CartularyModel",
      dependencies: ["CartularyBase", .product(name: "Crypto", package: "swift-crypto")],
      resources: [
        .embedInCode("Resources/countries.csv"), .embedInCode("Resources/languages.csv"),
        .embedInCode("Resources/licences.csv"),
      ],
      swiftSettings: swiftSettings),
    .target(name: "CartularyQuery", dependencies: ["CartularyBase"], swiftSettings: swiftSettings),
    .target(
      name: "CartularyManifests",
      dependencies: ["CartularyBase", "CartularyModel", .product(name: "Yams", package: "Yams")],
      resources: [.embedInCode("Resources/standard-profiles.yaml")],
      swiftSettings: swiftSettings),
    .target(
      name: "CartularyLedger",
      dependencies: [
        "CPostgres", "CartularyBase", "CartularyModel", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "CartularyCatalog",
      dependencies: [
        "CartularyBase", "CartularyIndex", "CartularyLedger", "CartularyModel", "CartularyQuery",
      ],
      resources: [.embedInCode("Resources/thesaurus.txt")],
      swiftSettings: swiftSettings),
    .target(
      name: "CartularyWire",
      dependencies: [
        "CartularyBase", "CartularyCatalog", "CartularyLedger", "CartularyManifests", "CartularyModel",
        "CartularyQuery",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "CartularyMCP",
      dependencies: [
        "CartularyBase", "CartularyCatalog", "CartularyLedger", "CartularyManifests", "CartularyModel",
        "CartularyQuery", "CartularyWire",
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "CartularyServer",
      dependencies: [
        "CZlib", "CartularyBase", "CartularyCatalog", "CartularyIndex", "CartularyLedger", "CartularyMCP",
        "CartularyManifests", "CartularyModel", "CartularyQuery", "CartularyWire",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      exclude: ["Pages/VIEWMODELS.md"],
      resources: [.embedInCode("Pages/Assets"), .embedInCode("Pages/Templates")],
      swiftSettings: swiftSettings),
    .target(
      name: "CartularyShell",
      dependencies: [
        "CEditline", "CartularyBase", "CartularyCatalog", "CartularyLedger", "CartularyMCP",
        "CartularyManifests",
        "CartularyModel", "CartularyQuery", "CartularyServer", "CartularyWire",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: [.embedInCode("Resources/query.md")],
      swiftSettings: swiftSettings),
    .target(
      name: "Cartulary",
      dependencies: [
        "CartularyBase", "CartularyCatalog", "CartularyLedger", "CartularyManifests", "CartularyModel",
        "CartularyQuery", "CartularyWire",
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "cartulary-cli", dependencies: ["CartularyShell"], swiftSettings: swiftSettings),
    .target(
      name: "TestSupport", dependencies: ["CartularyBase", "CartularyModel"], path: "Tests/TestSupport",
      swiftSettings: swiftSettings),
    .target(
      name: "LedgerTestSupport", dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
      path: "Tests/LedgerTestSupport", swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyBaseTests", dependencies: ["CartularyBase", "TestSupport"], exclude: ["read-back.py"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyModelTests", dependencies: ["CartularyModel", "CartularyBase", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyIndexTests", dependencies: ["CartularyIndex", "CartularyBase", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyQueryTests", dependencies: ["CartularyQuery", "CartularyBase", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyManifestsTests",
      dependencies: ["CartularyBase", "CartularyManifests", "CartularyModel", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyLedgerTests",
      dependencies: ["CPostgres", "CartularyBase", "CartularyLedger", "CartularyModel", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyCatalogTests",
      dependencies: [
        "CartularyBase", "CartularyCatalog", "CartularyLedger", "CartularyManifests", "CartularyModel",
        "CartularyQuery", "CartularyIndex", "LedgerTestSupport", "TestSupport",
      ],
      exclude: ["Fixtures"], swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyMCPTests",
      dependencies: [
        "CartularyBase", "CartularyCatalog", "CartularyLedger", "CartularyMCP", "CartularyManifests",
        "CartularyModel", "CartularyQuery", "CartularyWire", "TestSupport",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyServerTests",
      dependencies: [
        "CartularyBase", "CartularyCatalog", "CartularyIndex", "CartularyLedger", "CartularyManifests",
        "CartularyModel", "CartularyQuery", "CartularyServer", "CartularyWire", "LedgerTestSupport",
        "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CartularyShellTests",
      dependencies: [
        "CartularyBase", "CartularyIndex", "CartularyShell", "CartularyCatalog", "CartularyLedger",
        "CartularyMCP", "CartularyModel",
        "CartularyManifests", "CartularyWire", "LedgerTestSupport", "TestSupport",
      ],
      exclude: ["Faults/faults.c", "Fixtures", "Snapshots"], swiftSettings: swiftSettings),
  ],
  cxxLanguageStandard: .cxx17
)
