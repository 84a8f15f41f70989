import Benchmark
import Cartulary
import Foundation
import Measuring
import PlainXapian

// Publishing: of a whole corpus as processes, which the system tells time, processor time and memory; of one more record
// within a process.
let benchmarks: @Sendable () -> Void = {
  guard let site = Site.current else { return }
  registerBulk(in: site)
  registerOneMore(in: site)
}

private func registerBulk(in site: Site) {
  let names = ["cartulary", "rebuild", "xapian", "tantivy", "fts5"]
  let columns = names.flatMap { [$0, $0 + "-cpu", $0 + "-memory"] }
  func side(_ name: String, _ run: @escaping () throws -> MeasuredProcess) -> Side {
    Side(name, measures: ["", "cpu", "memory"]) { try run().measures }
  }
  let publish = side("cartulary") {
    try? FileManager.default.removeItem(atPath: site.catalog)
    return try MeasuredProcess.run(
      site.binary, ["publish", site.folder + "/manifests", "--catalog", site.catalog])
  }
  let rebuild = side("rebuild") {
    try MeasuredProcess.run(site.binary, ["rebuild", "--catalog", site.catalog])
  }
  let index = side("xapian") {
    try MeasuredProcess.run(site.plainIndex, [site.plainDatabase, site.folder + "/corpus.tsv"])
  }
  let peers = Peer.allCases.compactMap { $0.indexing(in: site) }

  benchmarkInTurn("publish", in: site, isLong: true, sides: columns) { [publish, rebuild, index] + peers }
  // For corpora that no other engine reads.
  benchmarkInTurn("publish-alone", in: site, isLong: true, sides: columns) { [publish] }
  benchmarkInTurn("rebuild-alone", in: site, isLong: true, sides: columns) {
    [
      Side("cartulary", measures: ["", "cpu", "memory"]) {
        try MeasuredProcess.run(site.binary, ["rebuild", "--catalog", site.catalog]).measures
      }
    ]
  }
}

/// One record into all those that are there, committed and synced.
private func registerOneMore(in site: Site) {
  benchmarkInTurn("publish-one", in: site, sides: ["cartulary", "xapian"]) {
    let catalog = try DatasetCatalog.open(at: site.catalog)
    let author = PublicationAuthor(name: "A. Steward", tool: "Benchmarks")
    let manifest = site.text(of: "more/record.json")
    let line = site.text(of: "more.tsv")
    let file = site.folder + "/one.tsv"
    let run = UUID().uuidString.lowercased().prefix(8)
    var count = 0

    /// Each time a record with an id of its own: one that is known changes nothing.
    func nextID() -> String {
      count += 1
      return "more-\(run)-\(count)"
    }
    return [
      Side("cartulary", measures: [""]) {
        let text = manifest.replacing(#/"id":"[^"]*"/#, with: #""id":"\#(nextID())""#)
        let records = ManifestReader().read(Array(text.utf8), named: "record.json").records
        // A catalog keeps its commits 100 ms apart for the sake of its readers; that wait is not work.
        Thread.sleep(forTimeInterval: 0.1)
        return [
          "": try nanoseconds(of: { try waitingFor { try await catalog.publish(records, by: author) } })
        ]
      },
      Side("xapian", measures: [""]) {
        try Data(line.replacing(#/^[^\t]*/#, with: nextID()).utf8).write(to: URL(fileURLWithPath: file))
        return ["": nanoseconds(of: { blackHole(plain_add(site.plainDatabase, file)) })]
      },
    ]
  }
}

/// Waits for asynchronous work, on a thread that has nothing else to do.
private func waitingFor(_ work: @escaping @Sendable () async throws -> some Sendable) throws {
  let done = DispatchSemaphore(value: 0)
  let failure = Failure()
  Task.detached {
    do { _ = try await work() } catch { failure.error = error }
    done.signal()
  }
  done.wait()
  if let error = failure.error { throw error }
}

/// Written before the semaphore is signalled, and read after it.
private final class Failure: @unchecked Sendable {
  var error: (any Error)?
}
