/// The partner's own box of choices beside its search field.
public struct Facet {
  public let heading: String
  public let choices: [String]

  public init(heading: String, choices: [String]) {
    (self.heading, self.choices) = (heading, choices)
  }
}
