/// The dot commands: one table for running, help and near misses.
enum DotCommand: String, CaseIterable {
  case show, next, prev, filter, unfilter, filters, facets
  case viewAs = "as"
  case mode, limit, sort, help, quit

  var name: String { "." + rawValue }

  var arguments: String {
    switch self {
    case .show: "N|ID"
    case .filter: "FIELD:VALUE…"
    case .unfilter: "FIELD|all"
    case .facets: "[FIELD…]"
    case .viewAs: "[LABEL…]"
    case .mode: "[FORMAT]"
    case .limit: "[N]"
    case .sort: "[KEY]"
    case .next, .prev, .filters, .help, .quit: ""
    }
  }

  var help: String {
    switch self {
    case .show: "show a hit by its number, or a dataset by its id"
    case .next: "show the next page of the last result"
    case .prev: "show the page before"
    case .filter: "narrow this and every further query"
    case .unfilter: "take a filter back, or all of them"
    case .filters: "list the filters"
    case .facets: "count the values of fields in the last result"
    case .viewAs: "look as someone who holds these labels; without any, as the public"
    case .mode: "print results as " + OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
    case .limit: "hits on a page"
    case .sort: "order by a key; -KEY turns it round"
    case .help: "list the commands"
    case .quit: "leave"
    }
  }
}
