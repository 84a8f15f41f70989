// Opens a catalog, searches it with a filter, and prints hits and facets.
//
//   swift run Embed index 'health'
import CartularyCatalog
import CartularyModel
import Foundation

func answer(_ query: String, from path: String) throws {
  let catalog = try DatasetCatalog.open(at: path)
  var options = SearchOptions()
  options.limit = 5
  options.filters = ["sensitivity:public,controlled"]
  options.facets = ["sharing", "sensitivity"]

  let answer = try catalog.search(query, as: .public, options: options)
  print("\(answer.total) datasets")
  for hit in answer.hits {
    print("- \(hit.dataset.title) (\(hit.dataset.license))")
  }
  for facet in answer.facets {
    print(facet.field)
    for value in facet.values {
      print("  \(value.count)  \(value.value)")
    }
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  print("usage: Embed CATALOG QUERY")
  exit(64)
}
do {
  try answer(arguments[2], from: arguments[1])
} catch {
  print("\(error)")
  exit(1)
}
