/// The dot commands: one table for running, help and near misses.
enum DotCommand: String, CaseIterable {
  case show, next, prev, filter, unfilter, filters, facets, explain, why, similar, suggest, profile
  case whyNot = "why-not"
  case viewAs = "as"
  case mode, limit, sort, help, quit

  var name: String { "." + rawValue }

  var arguments: String {
    switch self {
    case .show: "N|ID"
    case .filter: "FIELD:VALUE…"
    case .unfilter: "FIELD|all"
    case .facets: "[FIELD…]"
    case .explain: "[QUERY]"
    case .why: "N"
    case .profile: "[FILE|NAME|off]"
    case .whyNot: "N|ID"
    case .similar: "N|ID"
    case .suggest: "TEXT"
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
    case .explain: "show how a query is read, or the last one"
    case .why: "show which words of the last query a hit has, where, and what they weigh"
    case .profile: "say who asks and what for: each hit then tells whether it may be used"
    case .whyNot: "show what the profile lacks to use a hit, and the steps to it"
    case .similar: "find datasets like a hit, or like one named by its id"
    case .suggest: "complete a half-typed query"
    case .viewAs: "look as someone who holds these labels; without any, as the public"
    case .mode: "print results as " + OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
    case .limit: "hits on a page"
    case .sort: "order by a key; -KEY turns it round"
    case .help: "list the commands"
    case .quit: "leave"
    }
  }
}
