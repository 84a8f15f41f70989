// swift-tools-version: 6.1
import PackageDescription

// It starts the program and talks to it through a pipe, so it depends on nothing.
let package = Package(name: "Converse", targets: [.executableTarget(name: "Converse")])
