/// The versions of a program and of what it reads and writes.
package struct WireVersions: WireObject {
  private let program: String
  private let catalog: Int
  private let `protocol`: Int
  private let libraries: [String: String]

  /// - Parameter catalog: The format of catalogs.
  package init(program: String, catalog: Int, protocol: Int, libraries: [String: String]) {
    (self.program, self.catalog) = (program, catalog)
    (self.protocol, self.libraries) = (`protocol`, libraries)
  }

  package static let name = "versions"
  package static let pluralName = "versions"
  package static let summary = "The versions of the program and of what it reads and writes."
  package static let fields: [WireField<WireVersions>] = [
    .init("program", "The version of the program.") { $0.program },
    .init("catalog", "The version of the catalog format.") { $0.catalog },
    .init("output", "The version of this JSON, and of the columns of tsv and csv.") { _ in WireVersion.current
    },
    .init("protocol", "The version of the protocol.") { $0.protocol },
    .init("libraries", "The versions of the libraries.") { $0.libraries },
  ]
}

/// The program that answers, and its limits.
package struct WireHello: WireObject {
  private let program: String
  private let `protocol`: Int
  private let commands: [String]
  private let maximumLineByteCount: Int
  private let maximumLimit: Int

  package init(
    program: String, protocol: Int, commands: [String], maximumLineByteCount: Int, maximumLimit: Int
  ) {
    (self.program, self.protocol, self.commands) = (program, `protocol`, commands)
    (self.maximumLineByteCount, self.maximumLimit) = (maximumLineByteCount, maximumLimit)
  }

  package static let name = "hello"
  package static let pluralName = "hellos"
  package static let summary = "The program that answers, and its limits."
  package static let fields: [WireField<WireHello>] = [
    .init("name", "`cartulary`.") { _ in "cartulary" },
    .init("program", "The program's version.") { $0.program },
    .init("protocol", "The version of the protocol.") { $0.protocol },
    .init("commands", "What `cmd` can be.") { $0.commands },
    .init("max-line-bytes", "The maximum length of a request.") { $0.maximumLineByteCount },
    .init("max-limit", "The maximum number of hits per page.") { $0.maximumLimit },
  ]
}

/// Whether a request was still open when it was cancelled.
package struct WireCancel: WireObject {
  private let isCancelled: Bool

  package init(isCancelled: Bool) { self.isCancelled = isCancelled }

  package static let name = "cancel"
  package static let summary = "Whether a request was still open."
  package static let fields: [WireField<WireCancel>] = [
    .init("cancelled", "Whether the request was still open.") { $0.isCancelled }
  ]
}
