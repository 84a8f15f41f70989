// The face of the package ordo-one/benchmark as far as `Benchmarks` uses it, so that a test can compile those sources against
// the library without building that package.

public enum BenchmarkMetric: Hashable {
  public enum Polarity: Hashable { case prefersSmaller }

  case custom(_ name: String, polarity: Polarity = .prefersSmaller, useScalingFactor: Bool = true)
}

public enum BenchmarkUnits { case count }

public enum BenchmarkScalingFactor { case one }

public final class Benchmark {
  public struct Configuration {
    public init(
      metrics: [BenchmarkMetric], units: [BenchmarkMetric: BenchmarkUnits], warmupIterations: Int,
      scalingFactor: BenchmarkScalingFactor, maxDuration: Duration, maxIterations: Int
    ) {}
  }

  public let currentIteration = 0

  @discardableResult
  public init?(_ name: String, configuration: Configuration, closure: @escaping (Benchmark) -> Void) {}

  public func measurement(_ metric: BenchmarkMetric, _ value: Int) {}

  public func error(_ description: String) {}
}

public func blackHole(_ value: some Any) {}
