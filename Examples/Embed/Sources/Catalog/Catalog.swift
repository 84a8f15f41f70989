/// The partner's own idea of a catalog: where it is, and who looks.
public struct Catalog {
  public let path: String
  public let labels: [String]

  public init(path: String, labels: [String]) {
    (self.path, self.labels) = (path, labels)
  }
}
