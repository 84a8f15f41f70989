internal import CartularyBase
internal import CartularyQuery
internal import CartularyWire

extension VariableSearch {
  /// The columns of a table; the record's id and the variable's name are meant to be pasted.
  static let columns = ["id", "name", "type", "unit", "label", "table", "origin"].map {
    ResultTable.Column(name: $0, isWhole: $0 == "id" || $0 == "name")
  }

  /// The messages about the query, and about finding nothing.
  var notes: [String] {
    let notes = diagnostics.map { DiagnosticRenderer.render($0) }
    let nothing = isWord ? "no variable has a word that begins with" : "no variable has the words"
    return notes + (rows.isEmpty && notes.isEmpty ? [Self.nothing(nothing, text)] : [])
  }

  static func nothing(_ words: String, _ text: String) -> String {
    "\(words) '\(TerminalText.harmless(String(text.prefix(80))))'"
  }
}
