internal import ArgumentParser
internal import CartularyCatalog

/// Into how many parts an index divides the records of each audience.
struct PartitionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Spread the records of each audience over this many databases: \(CatalogUpkeep.partitionCounts.lowerBound) to \(CatalogUpkeep.partitionCounts.upperBound).",
      valueName: "n"))
  var partitions: Int?

  func validate() throws {
    let counts = CatalogUpkeep.partitionCounts
    if let partitions, !counts.contains(partitions) {
      throw ValidationError("--partitions is \(counts.lowerBound) to \(counts.upperBound)")
    }
  }
}
