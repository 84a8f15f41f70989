/// The partner's own form of a question: what stands in its search field, and which boxes are ticked.
public struct Query {
  public let words: String
  public let ticked: [String]

  public init(words: String, ticked: [String]) {
    (self.words, self.ticked) = (words, ticked)
  }
}
