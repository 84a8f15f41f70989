internal import CartularyQuery

extension Node {
  /// Whether a field is named anywhere in it.
  func names(_ field: String) -> Bool {
    switch kind {
    case .all, .word, .prefix, .phrase, .identifier: false
    case .state(let name): RecordState(rawValue: name)?.field == field
    case .and(let parts), .or(let parts): parts.contains { $0.names(field) }
    case .not(let inner), .required(let inner): inner.names(field)
    case .field(let clause): clause.field == field
    case .presence(let name, _): name == field
    case .scope(let name, let inner): name == field || inner.names(field)
    }
  }
}

extension RecordState {
  /// The field that it is short for.
  var field: String {
    switch self {
    case .open: "openness"
    case .restricted: "sensitivity"
    }
  }
}
