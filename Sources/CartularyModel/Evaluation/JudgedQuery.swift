/// A query with the datasets that it should find, as someone judged it.
package struct JudgedQuery: Sendable, Hashable {
  package let text: String
  /// How good each dataset is for the query, by id, from 1 up; never empty.
  package let grades: [String: Int]
  /// Why these; empty if nothing is said.
  package let reason: String

  package init(text: String, grades: [String: Int], reason: String = "") {
    (self.text, self.grades, self.reason) = (text, grades, reason)
  }
}
