/// A query with the datasets that it should find, as someone judged it.
public struct JudgedQuery: Sendable, Hashable {
  public let text: String
  /// How good each dataset is for the query, by id, from 1 up; never empty.
  public let grades: [String: Int]
  /// Why these; empty where nothing is said.
  public let reason: String

  public init(text: String, grades: [String: Int], reason: String = "") {
    (self.text, self.grades, self.reason) = (text, grades, reason)
  }
}
