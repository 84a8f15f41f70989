internal import CartularyBase
internal import CartularyCatalog
package import CartularyManifests
package import CartularyModel
internal import CartularyQuery

/// A record as the fields of `OpenSearchIndex`, the record itself apart. A key without a value is left out.
package enum OpenSearchDocument {
  package static func value(of record: PublishedDataset) -> JSONValue {
    let values = RecordValues(record.dataset, inheriting: record.inheritance)
    var keys: [String: JSONValue] = [OpenSearchIndex.termsKey: .string(values.termsKey)]
    var filled: [String] = []
    for field in FieldTable.all where !field.needsProfile {
      let own = values.values(of: field)
      let labels = values.labels(of: field)
      if field.isFilled(own, labels: labels) { filled.append(field.name) }
      let shown = RecordValues.distinct(values.shown(of: field, own))
      keys[field.name] = list(self.values(field, field.hasSpellings ? shown : own, values.dataset))
      if field.hasSpellings {
        let spellings = values.spellings(of: field, own, shown: shown).distinct()
        keys[OpenSearchIndex.spellingsKey(field)] = list(spellings.map(JSONValue.string))
      }
      if field.weightOfLabels != nil {
        keys[OpenSearchIndex.labelsKey(field)] = list(labels.map(JSONValue.string))
      }
    }
    keys[OpenSearchIndex.filledKey] = list(filled.map(JSONValue.string))
    return .object(keys)
  }

  private static func list(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

  private static func values(_ field: CatalogField, _ values: [String], _ dataset: Dataset) -> [JSONValue] {
    if field.isSchedule { return values.compactMap(AvailabilitySchedule.init).flatMap(periods) }
    switch field.kind {
    case .text: return values.map(JSONValue.string)
    case .keyword, .place, .identifier: return RecordValues.distinct(values).map(JSONValue.string)
    case .number:
      return values.compactMap(TimeSpan.init).map { .number(String($0.approximateDayCount)) }
    case .date: return field.isSortable ? values.map(JSONValue.string) : period(dataset.temporal)
    case .box: return dataset.spatial.compactMap(\.box).flatMap(\.parts).map(shape)
    }
  }

  // MARK: - Days

  /// From which day on what has no beginning holds: years before it are not the same to all readers.
  private static let firstDay = CalendarDate("0001-01-01") ?? .earliest

  private static func span(_ first: CalendarDate, _ last: CalendarDate) -> JSONValue {
    .object(["gte": .string(first.description), "lte": .string(last.description)])
  }

  /// Empty for a period without dates. One that ends before it starts, for which a document would be refused, is
  /// refused by every reader of manifests.
  private static func period(_ temporal: TemporalCoverage?) -> [JSONValue] {
    guard let temporal, !temporal.isOnlyText else { return [] }
    let (first, last) = (temporal.start?.firstDay ?? firstDay, temporal.end?.lastDay ?? .latest)
    return first <= last ? [span(first, last)] : []
  }

  /// How the data can be had, and in which days: one of them holds on each day.
  private static func periods(_ schedule: AvailabilitySchedule) -> [JSONValue] {
    let kinds = [schedule.first] + schedule.changes.map(\.kind)
    let days = schedule.changes.map(\.day)
    let ends = days.map { $0.adding(days: -1) } + [CalendarDate.latest]
    return zip(kinds, zip([firstDay] + days, ends)).filter { $1.0 <= $1.1 }.map { kind, days in
      .object(["kind": .string(kind.rawValue), "days": span(days.0, days.1)])
    }
  }

  // MARK: - Places

  /// A box without an area is a line or a point: Lucene refuses one as a box. Degrees are rounded to the millionths that
  /// our own index has, so that none is narrower than what Lucene tells apart.
  private static func shape(_ box: BoundingBox) -> JSONValue {
    let (west, south) = (rounded(box.west), rounded(box.south))
    let (east, north) = (rounded(box.east), rounded(box.north))
    func point(_ longitude: Double, _ latitude: Double) -> JSONValue {
      .array([.number(BoundingBox.text(longitude)), .number(BoundingBox.text(latitude))])
    }
    if west == east, south == north { return geometry("point", point(west, south)) }
    if west == east || south == north {
      return geometry("linestring", .array([point(west, south), point(east, north)]))
    }
    return geometry("envelope", .array([point(west, north), point(east, south)]))
  }

  private static func geometry(_ type: String, _ coordinates: JSONValue) -> JSONValue {
    .object(["type": .string(type), "coordinates": coordinates])
  }

  private static func rounded(_ degrees: Double) -> Double { (degrees * 1_000_000).rounded() / 1_000_000 }
}
