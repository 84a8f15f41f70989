internal import CartularyBase
internal import CartularyManifests
internal import CartularyModel

/// Which labels the groups of an identity provider have here.
struct GroupMap: Sendable {
  let labels: [String: [String]]

  static func read(_ path: String) throws(PrivateFile.Fault) -> GroupMap {
    try GroupMap(json: try PrivateFile.read(path, isSecret: false), path)
  }

  init(json: [UInt8], _ path: String) throws(PrivateFile.Fault) {
    guard let value = try? JSONValue(json: json), case .object(let object) = value else {
      throw PrivateFile.Fault(description: "\(path): not a JSON object of lists of labels by group")
    }
    var labels: [String: [String]] = [:]
    for (group, value) in object {
      guard case .array(let items) = value else {
        throw PrivateFile.Fault(description: "\(path): '\(group.prefix(80))' is not a list of labels")
      }
      labels[group] = []
      for item in items {
        guard case .string(let label) = item, Audience.isLabel(label) else {
          throw PrivateFile.Fault(description: "\(path): '\(group.prefix(80))' has a label that is not valid")
        }
        labels[group]?.append(label)
      }
    }
    self.labels = labels
  }
}
