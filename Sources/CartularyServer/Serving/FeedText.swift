internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

/// The hits of a query that changed last, as a feed of Atom 1.0. Equal hits have the equal text: nothing in it is of the
/// moment at which it is asked for.
///
/// A record was updated when it says so. One that states no date stands behind those that do, with the time at which
/// the viewer could last see it change. Source: RFC 4287.
struct FeedText {
  let catalog: DatasetCatalog
  let viewer: Viewer
  let diseases: DiseaseTree?
  let site: PageSite

  static let entryCount = 50
  static let summaryLimit = 500

  private struct Entry {
    let hit: Hit
    /// As the record states it; `nil` if it does not.
    let day: CalendarDate?
  }

  /// - Parameter query: What was asked; the parameters stand in the address of the feed, in one order.
  /// - Throws: `Problem` 503 where a record that states no date needs the ledger, which cannot be read.
  func text(of request: ProtocolRequest, at query: QueryString) throws -> String {
    let entries = try entries(of: request)
    let undated = Set(entries.filter { $0.day == nil }.map(\.hit.dataset.id))
    // A feed without entries has a time, too.
    let times =
      try undated.isEmpty && !entries.isEmpty
      ? nil
      : ChangesAnswer.reading { () throws(CatalogError) in try catalog.changeTimes(of: undated, as: viewer) }
    let moments = entries.map { entry in
      entry.day.map { "\($0)T00:00:00Z" }
        ?? (times?.records[entry.hit.dataset.id] ?? times?.last).map(\.description) ?? Self.earliest
    }
    let pairs = Route.Bulk.feed.keys.flatMap { key in
      query.pairs.filter { $0.key == key }.map { (key, $0.value ?? "") }
    }
    let address = site.addresses.program(PageMaker.feedPath, pairs) ?? ""
    let words = try request.text("q") ?? ""
    let title = words.isEmpty ? site.name : site.name + ": " + words
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
      <id>\(Escape.xml(name(address, "feed", AnswerSeal.digits([address]))))</id>
      <title type="text">\(Self.shown(title, 300))</title>
      <updated>\(moments.max() ?? times?.last?.description ?? Self.earliest)</updated>
      <author><name>\(Self.shown(site.name, 300))</name></author>
      <link rel="self" type="application/atom+xml" href="\(Escape.xml(site.origin + address))"/>

      """
    for (entry, moment) in zip(entries, moments) { text += try self.text(entry, moment) }
    return text + "</feed>\n"
  }

  private func text(_ entry: Entry, _ moment: String) throws -> String {
    let record = entry.hit.dataset
    let address = site.addresses.dataset(record.id)
    var text = """
      <entry>
      <id>\(Escape.xml(name(address, "dataset", record.id)))</id>
      <title type="text">\(Self.shown(record.title, 1_000))</title>
      <updated>\(moment)</updated>
      <link rel="alternate" type="text/html" href="\(Escape.xml(site.origin + address))"/>

      """
    if let publisher = record.publisher, !publisher.isEmpty {
      text += "<author><name>\(Self.shown(publisher, 300))</name></author>\n"
    }
    let description = try catalog.dataset(id: record.id, as: viewer)?.description ?? ""
    if !description.isEmpty {
      text += "<summary type=\"text\">\(Self.shown(description, Self.summaryLimit))</summary>\n"
    }
    return text + "</entry>\n"
  }

  /// The newest first; of one day by their ids.
  private func entries(of request: ProtocolRequest) throws -> [Entry] {
    let answers = ProtocolAnswers(catalog: catalog, viewer: viewer, diseases: diseases)
    var seen: Set<String> = []
    // Who states only when it was published may be newer than who states when it changed.
    let entries = try ["-modified", "-issued"].flatMap {
      try answers.hits(of: request, sort: $0, limit: Self.entryCount)
    }
    .filter { seen.insert($0.dataset.id).inserted }
    .map { Entry(hit: $0, day: ($0.dataset.modified ?? $0.dataset.issued)?.firstDay) }
    .sorted { first, second in
      switch (first.day, second.day) {
      case (let one?, let other?) where one != other: one > other
      case (nil, _?): false
      case (_?, nil): true
      default: first.hit.dataset.id < second.hit.dataset.id
      }
    }
    return Array(entries.prefix(Self.entryCount))
  }

  /// Before anything that a ledger holds; of a catalog in which nothing was published.
  private static let earliest = "1970-01-01T00:00:00Z"

  /// The name of what has an address, for good: the address, or a name that needs no host if none is known.
  private func name(_ address: String, _ kind: String, _ id: String) -> String {
    site.origin.isEmpty ? "urn:cartulary:\(kind):\(id)" : site.origin + address
  }

  private static func shown(_ text: String, _ limit: Int) -> String {
    Escape.xml(PageText.shown(text, limit))
  }
}
