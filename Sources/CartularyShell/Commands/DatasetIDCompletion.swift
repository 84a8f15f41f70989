internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyModel

/// Completes ids in a shell, from what the public may see of the catalog named on the command line.
enum DatasetIDCompletion {
  static let kind = CompletionKind.custom { arguments, _, prefix in ids(arguments, prefix) }

  /// - Returns: At most a page of ids; empty if the catalog cannot be opened, because a shell has nowhere to show
  ///   errors.
  static func ids(_ arguments: [String], _ prefix: String) -> [String] {
    var path = CatalogDirectory.standard
    for (index, argument) in arguments.enumerated() {
      if argument == "--catalog", index + 1 < arguments.count { path = arguments[index + 1] }
      if argument.hasPrefix("--catalog=") { path = String(argument.dropFirst("--catalog=".count)) }
    }
    let page = ResultPage(limit: ResultPage.maximumSampleCount)
    guard let catalog = try? DatasetCatalog.open(at: path),
      let answer = try? catalog.search(prefix.isEmpty ? "" : "id:\(prefix)*", page: page, as: .public)
    else { return [] }
    return answer.hits.map(\.dataset.id).sorted()
  }
}
