// Opens a catalogue, searches it with a filter, and prints hits and facets.
//
//   swift run Embed index 'health'
import Catalog

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2 else {
  print("usage: Embed CATALOGUE QUERY")
  throw CatalogError(.invalidArgument, "two arguments, please")
}

let catalog = try Catalog.open(at: arguments[0])
var options = SearchOptions()
options.limit = 5
options.filters = ["sensitivity:public,controlled"]
options.facets = ["sharing", "sensitivity"]

let answer = try catalog.search(arguments[1], as: .public, options: options)
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
