import Benchmark
import Measuring

// Whole processes: what somebody waits for who types one search, beside Xapian's own program on the same shard.
let benchmarks: @Sendable () -> Void = {
  guard let site = Site.current else { return }
  benchmarkInTurn("process", in: site, sides: ["cartulary", "json", "quest", "version", "true"]) {
    let words = site.queries()
    func side(_ name: String, _ program: String, _ arguments: @escaping (String) -> [String]) -> Side {
      var round = 0
      return Side(name, measures: [""]) {
        round += 1
        return ["": try MeasuredProcess.run(program, arguments(words[round % words.count])).nanoseconds]
      }
    }
    return [
      side("cartulary", site.binary) { ["search", $0, "--catalog", site.catalog] },
      side("json", site.binary) { ["search", "--json", $0, "--catalog", site.catalog] },
      // Any of the words, as ours.
      side("quest", "quest") { ["--default-op=or", "--db=\(site.shard)", $0] },
      side("version", site.binary) { _ in ["--version"] },
      side("true", "true") { _ in [] },
    ]
  }
  // As somebody who may see what groups of readers may see.
  benchmarkInTurn("process-audiences", in: site, sides: ["cartulary", "public"]) {
    let words = site.queries()
    func side(_ name: String, _ options: [String]) -> Side {
      var round = 0
      return Side(name, measures: [""]) {
        round += 1
        let arguments = ["search", words[round % words.count], "--catalog", site.catalog] + options
        return ["": try MeasuredProcess.run(site.binary, arguments).nanoseconds]
      }
    }
    return [side("cartulary", ["--as", "all"]), side("public", [])]
  }
}
