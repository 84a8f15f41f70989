/// The best matches where those at the end of a page share their weight with hundreds.
///
/// Which of the equals come first is known from their keys, whatever the rest of them is: so documents are weighed in the
/// order of the keys, some at a time, until enough of them have that weight.
struct EqualMatches {
  let reader: IndexReader
  let request: SearchRequest
  let keys: [SortKey]
  /// What matches.
  let matching: MatchSet

  /// How many documents of a part are weighed at first; then four times as many, and so on.
  private static let firstCount = 256

  private typealias Weighed = (weight: Double, number: UInt32)

  /// The best matches, in the order of their weights; of those that share the last weight the first by the keys.
  ///
  /// - Parameters:
  ///   - count: How many are wanted.
  ///   - found: More than that, in the order of their weights.
  ///   - isPatient: Whether to go on when the first documents do not do.
  /// - Returns: `nil` if they do not do, or weights differ in their last bits alone.
  func best(_ count: Int, of found: [(weight: Double, number: UInt32)], isPatient: Bool) throws(IndexError)
    -> [(weight: Double, number: UInt32)]?
  {
    let weight = found[count - 1].weight
    var above = found.prefix(count).filter { $0.weight > weight }
    let wanted = count - above.count
    var equals: [UInt32] = []
    for part in matching.parts.indices {
      guard let first = try first(wanted, weighing: weight, part, isPatient: isPatient) else { return nil }
      equals += first
    }
    if matching.parts.count > 1 { equals = try reader.sorted(equals, keys) }
    // Of one term's weights none is above what the engine takes for the greatest. Sums of several may be, by their last
    // bits, and then it passes over what should come first.
    if try !isOfOneWeight(request.query) {
      above = try reader.weighed(request, limit: count, isExact: true).filter { $0.weight > weight }
    }
    guard above.count < count, above.last?.weight ?? .infinity > weight * (1 + 1e-9),
      above.count + equals.count >= count
    else { return nil }
    return above + equals.prefix(count - above.count).map { (weight, $0) }
  }

  /// The first documents of a part, in the order of the keys, that have a weight; fewer only if there are fewer.
  private func first(_ wanted: Int, weighing weight: Double, _ part: Int, isPatient: Bool) throws(IndexError)
    -> [UInt32]?
  {
    let order = try reader.order(keys, part)
    var (found, next, size) = ([UInt32](), 0, max(Self.firstCount, wanted))
    while found.count < wanted, next < order.count {
      guard isPatient || next == 0 else { return nil }
      var (candidates, within) = ([UInt32](), matching.emptied())
      while next < order.count, candidates.count < size {
        let document = order[next]
        next += 1
        guard matching.parts[part].contains(document) else { continue }
        candidates.append(reader.number(of: document, part))
        within.parts[part].insert(document)
      }
      var weights: [UInt32: Double] = [:]
      for match in try reader.weighed(request, limit: candidates.count, isExact: true, within: within) {
        weights[match.number] = match.weight
      }
      for candidate in candidates {
        guard let own = weights[candidate] else { return nil }
        if own == weight { found.append(candidate) } else if abs(own - weight) <= weight * 1e-9 { return nil }
      }
      size *= 4
    }
    return Array(found.prefix(wanted))
  }

  /// Whether a weight of a query is that of one term; what no document has adds nothing.
  private func isOfOneWeight(_ query: IndexQuery) throws(IndexError) -> Bool {
    switch query {
    case .all, .none, .term, .weighted, .fixed, .valueRange, .listed, .wildcard: return true
    case .filter(let weighed, _), .andNot(let weighed, _): return try isOfOneWeight(weighed)
    case .or(let parts):
      var held: [IndexQuery] = []
      for part in parts { if try !reader.set(of: part).isEmpty { held.append(part) } }
      guard let only = held.first else { return true }
      guard held.count == 1 else { return false }
      return try isOfOneWeight(only)
    case .andMaybe(let wanted, let welcome):
      guard try reader.set(of: welcome).isEmpty else { return false }
      return try isOfOneWeight(wanted)
    case .scale(_, let part): return try isOfOneWeight(part)
    case .and, .synonym, .phrase, .near: return false
    }
  }
}
