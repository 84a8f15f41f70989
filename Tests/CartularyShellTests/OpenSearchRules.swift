import CartularyManifests
import CartularyWire
import Foundation

/// What OpenSearch asks of an index template and of the lines of its bulk API, by its public documentation: a small stand-in
/// for the engine, which refuses a whole document for one value that does not fit.
struct OpenSearchRules {
  private let properties: [String: JSONValue]

  /// - Parameter template: What `PUT _index_template` takes.
  init(_ template: JSONValue) {
    properties = template["template"]?["mappings"]?["properties"]?.object ?? [:]
  }

  // MARK: - The template

  /// What is wrong with a template; empty if nothing is.
  static func faults(of template: JSONValue) -> [String] {
    var faults: [String] = []
    if template["index_patterns"]?.array?.isEmpty != false { faults.append("no index_patterns") }
    let analysis = template["template"]?["settings"]?["index"]?["analysis"]
    let mappings = template["template"]?["mappings"]
    if mappings?["dynamic"]?.string != "strict" { faults.append("not strict") }
    let keys = Set(template.object?.keys ?? [:].keys)
    faults += keys.subtracting(["index_patterns", "template", "priority", "version", "_meta"]).map {
      "key \($0)"
    }
    var fieldCount = 0
    func walk(_ properties: [String: JSONValue], _ path: String, depth: Int) {
      if depth > 20 { faults.append("too deep: \(path)") }
      for (name, property) in properties {
        fieldCount += 1
        if name.isEmpty || name.contains(where: { $0 == "." || $0.isWhitespace }) {
          faults.append("name '\(name)'")
        }
        let inner = property["properties"]?.object
        let type = property["type"]?.string ?? (inner == nil ? "" : "object")
        let allowed: Set<String>
        switch type {
        case "text": allowed = ["type", "analyzer", "fields"]
        case "keyword": allowed = ["type", "normalizer", "ignore_above", "fields"]
        case "date", "date_range": allowed = ["type", "format"]
        case "integer", "geo_shape": allowed = ["type"]
        case "object": allowed = ["type", "enabled"]
        case "nested": allowed = ["type", "properties"]
        default: allowed = []
        }
        faults += Set(property.object?.keys ?? [:].keys).subtracting(allowed).map { "\(path)\(name): \($0)" }
        if let name = property["analyzer"]?.string, analysis?["analyzer"]?[name] == nil {
          faults.append(name)
        }
        if let name = property["normalizer"]?.string, analysis?["normalizer"]?[name] == nil {
          faults.append(name)
        }
        // Four bytes a character, and Lucene takes 32,766.
        if let longest = property["ignore_above"]?.int, longest * 4 > 32_766 {
          faults.append("term of \(name)")
        }
        if type == "keyword", property["ignore_above"] == nil { faults.append("unlimited term of \(name)") }
        walk(property["fields"]?.object ?? [:], path + name + ".", depth: depth)
        walk(inner ?? [:], path + name + ".", depth: depth + 1)
      }
    }
    walk(mappings?["properties"]?.object ?? [:], "", depth: 1)
    for analyzer in analysis?["analyzer"]?.object?.values.map({ $0 }) ?? [] {
      for filter in analyzer["filter"]?.array?.compactMap(\.string) ?? []
      where !["lowercase", "asciifolding"].contains(filter) && analysis?["filter"]?[filter] == nil {
        faults.append("filter \(filter)")
      }
    }
    // index.mapping.total_fields.limit
    if fieldCount > 1_000 { faults.append("\(fieldCount) fields") }
    return faults
  }

  /// The type of a property by its path, whether a property or a field of one; `nil` if it is not mapped.
  func type(of path: String) -> String? {
    var property = JSONValue.object(["properties": .object(properties)])
    for name in path.split(separator: ".") {
      guard let next = property["properties"]?[String(name)] ?? property["fields"]?[String(name)] else {
        return nil
      }
      property = next
    }
    return property["type"]?.string
  }

  // MARK: - The lines

  /// The documents of some lines by their ids.
  struct Lines {
    var documents: [(id: String, document: JSONValue)] = []
    var faults: [String] = []
  }

  func read(_ text: String) -> Lines {
    var read = Lines()
    guard !text.isEmpty else { return read }
    guard text.utf8.last == 0x0A else {
      read.faults.append("no line feed at the end")
      return read
    }
    let lines = text.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.count % 2 != 0 { read.faults.append("\(lines.count) lines") }
    for start in stride(from: 0, to: lines.count - 1, by: 2) {
      do {
        // Reads strictly: equal keys, which the engine refuses too, are a fault.
        let (action, document) = (
          try JSONValue(json: Array(lines[start])), try JSONValue(json: Array(lines[start + 1]))
        )
        guard action.object?.count == 1, let id = action["index"]?["_id"]?.string,
          action["index"]?.object?.count == 1
        else {
          read.faults.append("action \(action)")
          continue
        }
        if !(1...512).contains(id.utf8.count) { read.faults.append("id of \(id.utf8.count) bytes") }
        read.faults += faults(of: document).map { "\(id): \($0)" }
        read.documents.append((id, document))
      } catch {
        read.faults.append("line \(start + 1): \(error)")
      }
    }
    let ids = read.documents.map(\.id)
    if Set(ids).count != ids.count { read.faults.append("an id twice") }
    return read
  }

  private func faults(of document: JSONValue) -> [String] {
    guard let keys = document.object else { return ["not an object"] }
    return keys.flatMap { faults(of: $1, at: $0, properties[$0]) }
  }

  private func faults(of value: JSONValue, at path: String, _ property: JSONValue?) -> [String] {
    guard let property else { return ["\(path) is not mapped"] }
    if property["enabled"] == .bool(false) { return value.object == nil ? ["\(path) is not an object"] : [] }
    return (value.array ?? [value]).flatMap { value in
      fits(value, at: path, property) ? [] : ["\(path): \(value)"]
    }
  }

  private func fits(_ value: JSONValue, at path: String, _ property: JSONValue) -> Bool {
    switch property["type"]?.string {
    case "text", "keyword": value.string != nil
    case "integer": value.int.map { (-2_147_483_648...2_147_483_647).contains($0) } ?? false
    case "date": value.string.map(Self.isDay) ?? false
    case "date_range": Self.isRange(value)
    case "geo_shape": Self.isShape(value)
    case "nested":
      value.object?.allSatisfy { key, inner in
        faults(of: inner, at: path + "." + key, property["properties"]?[key]).isEmpty
      } ?? false
    default: false
    }
  }

  /// `strict_date`: four digits, two, two, and a day of the calendar.
  private static func isDay(_ text: String) -> Bool {
    guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return false }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let asked = DateComponents(year: parts[0], month: parts[1], day: parts[2])
    // Before 1583 calendars differ.
    if parts[0] < 1583 { return (1...12).contains(parts[1]) && (1...31).contains(parts[2]) }
    guard let date = calendar.date(from: asked) else { return false }
    return calendar.dateComponents([.year, .month, .day], from: date) == asked
  }

  private static func isRange(_ value: JSONValue) -> Bool {
    guard let keys = value.object, Set(keys.keys).isSubset(of: ["gt", "gte", "lt", "lte"]),
      let first = keys["gte"]?.string, let last = keys["lte"]?.string
    else { return false }
    return isDay(first) && isDay(last) && first <= last
  }

  private static func isShape(_ value: JSONValue) -> Bool {
    func number(_ value: JSONValue) -> Double? {
      if case .number(let text) = value { Double(text) } else { nil }
    }
    func point(_ value: JSONValue?) -> (x: Double, y: Double)? {
      let degrees: [Double] = (value?.array ?? []).compactMap(number)
      guard degrees.count == 2, abs(degrees[0]) <= 180, abs(degrees[1]) <= 90 else { return nil }
      return (degrees[0], degrees[1])
    }
    let places = value["coordinates"]
    switch value["type"]?.string {
    case "point": return point(places) != nil
    case "linestring":
      let points = places?.array?.compactMap(point) ?? []
      return points.count >= 2 && points.count == places?.array?.count && points[0] != points[1]
    case "envelope":
      let corners = places?.array?.compactMap(point) ?? []
      // Upper left, lower right; without an area, and with one that four bytes a side cannot hold, Lucene makes no triangles.
      guard corners.count == 2, places?.array?.count == 2 else { return false }
      return corners[1].x - corners[0].x > 1e-7 && corners[0].y - corners[1].y > 1e-7
    default: return false
    }
  }
}
