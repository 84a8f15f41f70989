internal import Foundation

/// Where a run has its corpus, its catalog and the program, as `Benchmarks/run` tells it in the environment.
public struct Site: Sendable {
  /// The folder of a corpus: `manifests`, `corpus.tsv`, `queries.txt`, and what the engines make of them.
  public let folder: String
  /// The program, as it is installed.
  public let binary: String
  /// Python, for the peers; `nil` to leave them out.
  public let python: String?
  /// Where `peers.py` is.
  public let peers: String
  /// The program that indexes in plain C++.
  public let plainIndex: String
  /// The most rounds of a benchmark, and the time after which no further one begins.
  public let rounds: Int
  public let seconds: Int
  /// How many queries are asked in one round.
  public let queryCount: Int

  /// The site of this run.
  ///
  /// - Returns: `nil` outside of a run.
  public static let current: Site? = {
    let environment = ProcessInfo.processInfo.environment
    func value(_ name: String) -> String? {
      environment["CARTULARY_BENCH_" + name].flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let folder = value("FOLDER"), let binary = value("BINARY"), let peers = value("PEERS"),
      let plainIndex = value("PLAIN_INDEX")
    else { return nil }
    return Site(
      folder: folder, binary: binary, python: value("PYTHON"), peers: peers, plainIndex: plainIndex,
      rounds: value("ROUNDS").flatMap(Int.init) ?? 9, seconds: value("SECONDS").flatMap(Int.init) ?? 20,
      queryCount: value("QUERIES").flatMap(Int.init) ?? 100)
  }()

  public var catalog: String { folder + "/index" }
  /// The shard of the public in the catalog, which plain C++ reads too.
  public var shard: String { catalog + "/shards/public" }
  /// The database that plain C++ made of the same corpus.
  public var plainDatabase: String { folder + "/plain" }

  /// The text of a file of the corpus, without which there is nothing to measure.
  public func text(of file: String) -> String {
    guard let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else {
      preconditionFailure("\(folder) has no \(file); WriteCorpus makes it")
    }
    return text
  }

  /// The first queries of the corpus, a line each.
  public func queries() -> [String] {
    text(of: "queries.txt").split(separator: "\n").prefix(queryCount).map(String.init)
  }
}
