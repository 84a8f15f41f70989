internal import Benchmark

/// One of those that do the same work: its name, and a way to do it once.
public struct Side {
  /// The name of the column, of letters, digits and `-`.
  public let name: String
  /// Does the work and returns its measures, each with the end of its name: empty for the one that is meant.
  let work: () throws -> [String: Int]
  let measures: [String]

  /// A side that does something with each of some items, of which the mean time is taken.
  public init<Item>(_ name: String, for items: [Item], _ work: @escaping (Item) throws -> some Any) {
    self.init(name, measures: [""]) {
      let elapsed = try nanoseconds { for item in items { blackHole(try work(item)) } }
      return ["": elapsed / max(items.count, 1)]
    }
  }

  /// A side that measures by itself, as a process does of which the system tells processor time and memory.
  public init(_ name: String, measures: [String], _ work: @escaping () throws -> [String: Int]) {
    (self.name, self.measures, self.work) = (name, measures, work)
  }
}

/// Registers a benchmark in whose every iteration all sides do the same work, in turn and each time beginning with another,
/// so that what else the machine does meets all of them alike.
///
/// - Parameters:
///   - name: Letters, digits and `-`: it becomes the name of a file.
///   - isLong: Whether the work takes so long that nothing is warmed up, and all rounds are done whatever time they take.
///   - columns: The names under which the sides' measures are told.
///   - makeSides: Makes the sides, when the benchmark is run rather than listed.
public func benchmarkInTurn(
  _ name: String, in site: Site, isLong: Bool = false, sides columns: [String],
  _ makeSides: @escaping () throws -> [Side]
) {
  let state = RoundState()
  let metrics = columns.map { BenchmarkMetric.custom($0, polarity: .prefersSmaller, useScalingFactor: false) }
  let configuration = Benchmark.Configuration(
    // Otherwise values are rounded to thousands, or millions.
    metrics: metrics, units: Dictionary(uniqueKeysWithValues: metrics.map { ($0, .count) }),
    warmupIterations: isLong ? 0 : 1, scalingFactor: .one,
    maxDuration: .seconds(isLong ? 86_400 : site.seconds), maxIterations: site.rounds)
  Benchmark(name, configuration: configuration) { benchmark in
    do {
      let sides = try state.sides(makeSides)
      let first = benchmark.currentIteration % max(sides.count, 1)
      for side in sides[first...] + sides[..<first] {
        for (measure, value) in try side.work() {
          let column = measure.isEmpty ? side.name : side.name + "-" + measure
          benchmark.measurement(.custom(column), value)
        }
      }
    } catch {
      benchmark.error("\(name): \(error)")
    }
  }
}

/// Sides are made once, in the first round.
private final class RoundState {
  private var made: [Side]?

  func sides(_ make: () throws -> [Side]) throws -> [Side] {
    if let made { return made }
    let sides = try make()
    made = sides
    return sides
  }
}
