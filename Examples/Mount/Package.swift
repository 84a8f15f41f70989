// swift-tools-version: 6.1
import PackageDescription

// A web application of a partner's own, with a catalog below one of its paths.
let package = Package(
  name: "Mount",
  dependencies: [
    .package(name: "cartulary", path: "../.."),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  ],
  targets: [
    .executableTarget(
      name: "Mount",
      dependencies: [
        .product(name: "CartularyServer", package: "cartulary"),
        .product(name: "Hummingbird", package: "hummingbird"),
      ])
  ]
)
