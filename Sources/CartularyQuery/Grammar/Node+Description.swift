internal import CartularyBase

/// Trees as S-expressions, for tests and `explain`: `(and water (field license CC0-1.0 MIT))`.
extension Node: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .all: "*"
    case .word(let text): text
    case .prefix(let text): "(prefix \(text))"
    case .phrase(let text): Spelling.quoted(text)
    case .identifier(let text): "(identifier \(text))"
    case .and(let parts): "(and \(parts.map(\.description).joined(separator: " ")))"
    case .or(let parts): "(or \(parts.map(\.description).joined(separator: " ")))"
    case .not(let node): "(not \(node))"
    case .required(let node): "(required \(node))"
    case .field(let clause): clause.description
    case .presence(let field, let isPresent): isPresent ? "(has \(field))" : "(no \(field))"
    case .state(let state): "(is \(state))"
    case .scope(let field, let node): "(in \(field) \(node))"
    }
  }
}

extension FieldClause: CustomStringConvertible {
  package var description: String {
    switch match {
    case .values(let values):
      "(field \(field) \(values.map(\.canonicalText).joined(separator: " ")))"
    case .range(let lower, let upper):
      "(range \(field) \(Self.text(lower, ">=", ">")) \(Self.text(upper, "<=", "<")))"
    case .box(let box):
      "(box \(field) \(box))"
    }
  }

  private static func text(_ bound: Bound?, _ inclusive: String, _ exclusive: String) -> String {
    bound.map { ($0.isInclusive ? inclusive : exclusive) + $0.text } ?? "*"
  }
}
