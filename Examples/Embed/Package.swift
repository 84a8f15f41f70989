// swift-tools-version: 6.1
import PackageDescription

// The partner's modules and types have names that a program about data is likely to use. None of them may collide
// with a name of the library, and this package would not compile if one did.
let package = Package(
  name: "Embed",
  dependencies: [
    .package(name: "cartulary", path: "../..")
  ],
  targets: [
    .target(name: "Catalog"),
    .target(name: "Diagnostics"),
    .target(name: "Facet"),
    .target(name: "Query"),
    .executableTarget(
      name: "Embed",
      dependencies: [
        "Catalog", "Diagnostics", "Facet", "Query", .product(name: "Cartulary", package: "cartulary"),
      ]),
  ]
)
