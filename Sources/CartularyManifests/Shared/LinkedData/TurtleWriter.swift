internal import CartularyBase

/// Writes resources as Turtle: one statement per line, blank nodes inside the statements that refer to them.
struct TurtleWriter {
  /// The lines that declare prefixes, in the order of their names.
  static func head(_ prefixes: [String]) -> String {
    LinkedPrefixes.table(prefixes).map { "@prefix \($0.prefix): <\($0.namespace)> .\n" }.joined()
  }

  /// The statements of a resource, with a blank line before them.
  func text(_ node: RDFNode) -> String {
    let subject = node.id.map { "<\($0)>" } ?? "[]"
    return "\n" + subject + statements(of: node, indent: 2) + " .\n"
  }

  private func statements(of node: RDFNode, indent: Int) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    var lines: [String] = []
    if !node.types.isEmpty { lines.append("a " + node.types.joined(separator: ", ")) }
    for property in node.properties {
      let values = property.values.map { value($0, indent: indent + 2) }
      lines.append(property.name + " " + values.joined(separator: ", "))
    }
    return lines.map { margin + $0 }.joined(separator: " ;")
  }

  private func value(_ term: RDFTerm, indent: Int) -> String {
    switch term {
    case .text(let text): return Escape.turtle(text)
    case .typed(let text, let type): return Escape.turtle(text) + "^^" + type
    case .iri(let address): return "<\(address)>"
    case .node(let node):
      guard let id = node.id else {
        return "[" + statements(of: node, indent: indent) + " ]"
      }
      // Resources with an address are described at the top: Turtle has no other place for them.
      return "<\(id)>"
    case .json(let value): return Escape.turtle(JSONEmitter.line(value)) + "^^rdf:JSON"
    }
  }
}

extension RDFNode {
  /// The resource, and all described resources with addresses that it refers to: each is a separate subject in
  /// Turtle.
  var subjects: [RDFNode] { [self] + inner }

  private var inner: [RDFNode] {
    properties.flatMap { property in
      property.values.flatMap { value -> [RDFNode] in
        guard case .node(let node) = value else { return [] }
        return node.id == nil ? node.inner : node.subjects
      }
    }
  }
}
