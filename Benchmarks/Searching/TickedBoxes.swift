import Cartulary

/// Filters without words, in the query language and as terms of a shard.
struct TickedBoxes {
  let query: SearchQuery
  /// Groups by line; of the terms of one, separated by blanks, a document must have one.
  let terms: String

  private init(_ boxes: [(field: String, prefix: String, values: [String])]) {
    query = SearchQuery("", filters: boxes.map { "\($0.field):\($0.values.joined(separator: ","))" })
    terms = boxes.map { box in box.values.map { box.prefix + $0 }.joined(separator: " ") }.joined(
      separator: "\n")
  }

  /// As many as are wanted, of which each is of one to three fields.
  static func some(_ count: Int) -> [TickedBoxes] {
    let themes = [
      "health", "education", "mobility", "environment", "economy", "agriculture", "energy", "justice",
    ]
    let levels = [["public", "internal"], ["public"], ["controlled", "restricted"]]
    let sharings = ["open-data", "intermediated-data-sharing", "closed-trusted-partnership"]
    return (0..<count).map { index in
      let boxes = [
        ("theme", "XTH", [themes[index % themes.count]]),
        ("sensitivity", "XSE", levels[index / 3 % levels.count]),
        ("sharing", "XSH", [sharings[index / 5 % sharings.count]]),
      ]
      return TickedBoxes(Array(boxes.prefix(1 + index % 3)))
    }
  }
}
