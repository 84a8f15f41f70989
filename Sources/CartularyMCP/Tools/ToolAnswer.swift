internal import CartularyManifests
internal import CartularyWire

/// What a tool has to say, before it is made fit for a model and cut to its size.
struct ToolAnswer {
  /// Everything but the list that can be cut.
  var keys: [String: JSONValue]
  /// The records of the answer, if it has a list that is cut at whole ones.
  var list: List?

  struct List {
    let key: String
    var items: [JSONValue]
    /// How many more belong to the answer after these, as the next pages have them.
    var beyond = 0
    /// Whether there are more of which nobody knows yet how many.
    var hasMore = false
    /// The cursor of the page that begins after so many of the items; `nil` if a page is all there is.
    var cursor: (Int) -> String? = { _ in nil }
    /// What else to say if only so many of the items fit.
    var also: (Int) -> [String: JSONValue] = { _ in [:] }
    /// Whether each item is a dataset with an `id`, to which a host may want an address.
    var isLinked = false
  }

  init(_ keys: [String: JSONValue], list: List? = nil) { (self.keys, self.list) = (keys, list) }

  /// The keys that say what is missing, for the schema of every tool.
  static let cutKeys: [String: JSONValue] = [
    "truncated": OutputSchema.flag, "omitted": OutputSchema.number,
    "cut": ["type": "object", "additionalProperties": OutputSchema.number], "shortened": OutputSchema.number,
  ]

  /// The answer as structured content, and the ids to link to.
  func finished(within byteCount: Int = AnswerBudget.byteCount, linkByteCount: (String) -> Int) -> (
    JSONValue, [String]
  ) {
    var text = PublishedText()
    var keys = text.fit(.object(keys)).object ?? [:]
    var items = (list?.items ?? []).map { text.fit($0) }
    var shrinker = Shrinker()
    let also = JSONValue.object(list?.also(0) ?? [:]).byteCount
    let room = byteCount - AnswerBudget.reserve - also
    var base = JSONValue.object(keys).byteCount
    let baseRoom = items.isEmpty ? room : room * 2 / 3
    if base > baseRoom {
      keys = shrinker.shrink(.object(keys), to: baseRoom).object ?? keys
      base = JSONValue.object(keys).byteCount
    }
    var rest = room - base
    if let first = items.first, first.byteCount + 1 + link(first, linkByteCount) > rest {
      items[0] = shrinker.shrink(first, to: rest - 1 - link(first, linkByteCount))
    }
    var count = 0
    var links: [String] = []
    while count < items.count {
      let size = items[count].byteCount + 1 + link(items[count], linkByteCount)
      guard size <= rest else { break }
      rest -= size
      if list?.isLinked == true, let id = items[count]["id"]?.string { links.append(id) }
      count += 1
    }
    let omitted = (list.map { $0.items.count - count + $0.beyond } ?? 0)
    let isCut = omitted > 0 || list?.hasMore == true
    keys["truncated"] = .bool(isCut || !shrinker.cuts.isEmpty)
    keys["omitted"] = .int(omitted)
    keys["cut"] = .object(shrinker.summary.mapValues { .int($0) })
    keys["shortened"] = .int(text.shortenedCount)
    if let list {
      keys[list.key] = .array(Array(items.prefix(count)))
      keys["returned"] = .int(count)
      keys["next_cursor"] = isCut ? list.cursor(count).map { .string($0) } ?? .null : .null
      keys.merge(list.also(count)) { $1 }
    }
    return (.object(keys), links)
  }

  private func link(_ item: JSONValue, _ linkByteCount: (String) -> Int) -> Int {
    guard list?.isLinked == true, let id = item["id"]?.string else { return 0 }
    return linkByteCount(id)
  }
}
