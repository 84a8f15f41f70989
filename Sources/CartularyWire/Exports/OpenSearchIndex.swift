package import CartularyCatalog
package import CartularyManifests
internal import CartularyQuery

/// The index of OpenSearch that the documents of `OpenSearchDocument` fit, made from the field table.
package enum OpenSearchIndex {
  // Keys of a document besides the names of the fields.
  /// The names of the fields that a record fills, for `has:` and `no:`.
  static let filledKey = "has"
  static let termsKey = "terms-key"
  /// The record itself, which is kept and not searched.
  static let recordKey = "record"

  /// Where what a query may write for a value is more than the value in any case.
  static func spellingsKey(_ field: CatalogField) -> String { field.name + "-spellings" }
  /// Where everything stands by which a value is found.
  private static func wholeKey(_ field: CatalogField) -> String {
    field.hasSpellings ? spellingsKey(field) : field.name
  }
  /// Our own words for codes.
  static func labelsKey(_ field: CatalogField) -> String { field.name + "-labels" }

  /// Lucene refuses a document with a term of more than 32,766 bytes, and a character has at most four.
  package static let longestTerm = 8_191

  /// What `PUT _index_template/NAME` takes.
  package static var template: JSONValue {
    .object([
      "index_patterns": .array([.string("cartulary-*")]),
      "template": .object([
        "settings": .object(["index": .object(["analysis": analysis])]),
        "mappings": .object([
          "dynamic": .string("strict"), "properties": .object(properties),
        ]),
      ]),
    ])
  }

  /// What `PUT _scripts/NAME` takes: a search for `words` by whoever holds `labels`, without which it fails.
  package static var search: JSONValue {
    let words = JSONValue.object([
      "multi_match": .object([
        "query": .string("{{words}}"), "type": .string("cross_fields"),
        "fields": .array(weights.map(JSONValue.string)),
      ])
    ])
    // As text, since a list that is filled in is not JSON before.
    let source =
      #"{"from":{{from}}{{^from}}0{{/from}},"size":{{size}}{{^size}}20{{/size}},"query":{"bool":{"must":["#
      + words.text + #"],"filter":[{"terms":{"audience":{{#toJson}}labels{{/toJson}}}}]}}}"#
    return .object(["script": .object(["lang": .string("mustache"), "source": .string(source)])])
  }

  /// The properties in which words are searched, each with what a word in it counts: `title^8`.
  package static var weights: [String] { FieldTable.all.flatMap(weights) }

  /// Those of one field; empty if its words are not searched.
  package static func weights(_ field: CatalogField) -> [String] {
    [
      field.weightOfWords.map { (field.kind == .text ? field.name : wholeKey(field) + ".text", $0) },
      field.weightOfLabels.map { (labelsKey(field), $0) },
    ].compactMap { $0 }.map { name, weight in weight == 1 ? name : "\(name)^\(weight.formattedShort)" }
  }

  /// What to filter by for a field; `nil` for text, and for what only a profile decides.
  package static func filter(_ field: CatalogField) -> String? {
    if field.needsProfile || field.kind == .text { return nil }
    if field.isSchedule { return field.name + ".kind" }
    if field.hasSpellings { return wholeKey(field) }
    let isFolded = [.keyword, .place, .identifier].contains(field.kind) && field.isOpen
    return isFolded ? field.name + ".folded" : field.name
  }

  /// What to count or sort by for a field; `nil` if neither is done.
  package static func order(_ field: CatalogField) -> String? {
    if field.needsProfile || !field.isFacet && !field.isSortable { return nil }
    if field.isSchedule { return field.name + ".kind" }
    return field.kind == .text ? field.name + ".sort" : field.name
  }

  // MARK: - Properties

  /// By their names. The document of a record has no others.
  package static var properties: [String: JSONValue] {
    var properties = [
      filledKey: code, termsKey: code,
      recordKey: JSONValue.object(["type": .string("object"), "enabled": .bool(false)]),
    ]
    for field in FieldTable.all {
      properties[field.name] = property(field)
      if field.hasSpellings {
        properties[spellingsKey(field)] =
          field.weightOfWords == nil ? folded : folded.adding("fields", .object(["text": words]))
      }
      if field.weightOfLabels != nil { properties[labelsKey(field)] = words }
    }
    return properties
  }

  /// `nil` for a field that only a profile gives values.
  private static func property(_ field: CatalogField) -> JSONValue? {
    if field.needsProfile { return nil }
    if field.isSchedule { return periods }
    switch field.kind {
    case .text:
      guard field.isSortable else { return words }
      return words.adding("fields", .object(["sort": folded]))
    case .keyword, .place, .identifier:
      var others: [String: JSONValue] = [:]
      if field.isOpen, !field.hasSpellings { others["folded"] = folded }
      if field.weightOfWords != nil, !field.hasSpellings { others["text"] = words }
      return others.isEmpty ? code : code.adding("fields", .object(others))
    case .number: return .object(["type": .string("integer")])
    case .date: return field.isSortable ? day("date") : day("date_range")
    case .box: return .object(["type": .string("geo_shape")])
    }
  }

  private static let words = JSONValue.object([
    "type": .string("text"), "analyzer": .string("cartulary_text"),
  ])
  /// A value as it is shown.
  private static let code = JSONValue.object([
    "type": .string("keyword"), "ignore_above": .number(String(longestTerm)),
  ])
  /// A value whose case and accents do not matter.
  private static let folded = code.adding("normalizer", .string("cartulary_folded"))

  private static func day(_ type: String) -> JSONValue {
    .object(["type": .string(type), "format": .string("strict_date")])
  }

  /// How the data can be had in which days.
  private static let periods = JSONValue.object([
    "type": .string("nested"),
    "properties": .object(["kind": code, "days": day("date_range")]),
  ])

  private static let analysis = JSONValue.object([
    "analyzer": .object([
      "cartulary_text": .object([
        "type": .string("custom"), "tokenizer": .string("standard"),
        "filter": .array(
          [.string("lowercase"), .string("asciifolding"), .string("cartulary_stems")]),
      ])
    ]),
    "filter": .object([
      "cartulary_stems": .object(["type": .string("stemmer"), "language": .string("english")])
    ]),
    "normalizer": .object([
      "cartulary_folded": .object([
        "type": .string("custom"), "filter": .array([.string("lowercase"), .string("asciifolding")]),
      ])
    ]),
  ])
}

extension JSONValue {
  /// An object with one more key.
  fileprivate func adding(_ key: String, _ value: JSONValue) -> JSONValue {
    var keys = object ?? [:]
    keys[key] = value
    return .object(keys)
  }
}

extension Double {
  /// Without a fraction if there is none.
  fileprivate var formattedShort: String { Int(exactly: self).map(String.init) ?? description }
}
