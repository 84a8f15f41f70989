internal import CartularyBase
internal import CartularyLedger
internal import CartularyQuery

/// Filters given in addition to a query. Each is read on its own, so that none can loosen another.
struct FilterSet {
  /// What all have to hold: several filters of one field as one clause, any of whose values will do.
  let nodes: [Node]
  let notes: [QueryDiagnostic]

  init(_ texts: [String], parser: QueryParser) throws {
    var nodes: [Node] = []
    var notes: [QueryDiagnostic] = []
    for text in texts {
      let query = try parser.parse(text, mode: .strict)
      guard query.sort.isEmpty, let root = query.root, Self.isFilter(root) else {
        throw CatalogError(
          .invalidArgument, "'\(text.prefix(80))' is not a filter", facts: .init(value: text),
          help: "a filter is a field and a value: sensitivity:public")
      }
      notes += query.notes
      if let merged = Self.merged(root, into: nodes) { nodes = merged } else { nodes.append(root) }
    }
    (self.nodes, self.notes) = (nodes, notes)
  }

  /// Whether a tree has no bare text in it.
  private static func isFilter(_ node: Node) -> Bool {
    switch node.kind {
    case .field, .presence, .state: true
    case .and(let parts), .or(let parts): parts.allSatisfy(isFilter)
    case .not(let inner), .required(let inner): isFilter(inner)
    case .all, .word, .prefix, .phrase, .identifier, .scope: false
    }
  }

  /// The nodes with a clause's values added to the clause of the same field; `nil` if there is none.
  private static func merged(_ node: Node, into nodes: [Node]) -> [Node]? {
    guard case .field(let clause) = node.kind, case .values(let values) = clause.match,
      FieldTable.schema.field(named: clause.field)?.mergesRepeats == true
    else { return nil }
    for (index, other) in nodes.enumerated() {
      guard case .field(let same) = other.kind, same.field == clause.field,
        case .values(let there) = same.match
      else { continue }
      var nodes = nodes
      nodes[index] = Node(
        .field(FieldClause(field: clause.field, match: .values(there + values))), range: node.range)
      return nodes
    }
    return nil
  }
}
