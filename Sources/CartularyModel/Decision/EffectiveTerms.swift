/// The terms of a record with those of its programmes where it states none itself, and where each comes from.
package struct EffectiveTerms {
  /// Without programmes.
  package private(set) var terms: UseTerms
  /// For each path that was taken over, such as `access.requires`, where its values come from: an item of a list each.
  private var origins: [String: [Origin]] = [:]
  /// Places of the programmes from which something was taken.
  private(set) var givers: Set<Int> = []

  private struct Origin {
    /// The record that states it; `nil` for the record itself.
    let id: String?
    /// The place of the item in that record's list.
    let place: Int
  }

  private static let rightsPath = "access-rights"

  /// - Parameter count: How many of the programmes count; all by default.
  package init(_ whole: UseTerms, programmes count: Int = .max) {
    terms = whole
    terms.programmes = []
    for (index, programme) in whole.programmes.prefix(count).enumerated() {
      take(from: programme, at: index, adding: whole.access.addedLists)
    }
  }

  private mutating func take(from programme: ProgrammeTerms, at index: Int, adding lists: [ListedTerm]) {
    let others = EffectiveTerms(programme.terms)
    for key in InheritableKey.all {
      let count = key.count(others.terms.access)
      guard count > 0 else { continue }
      let path = "access." + key.name
      let own = key.count(terms.access)
      let isAdded = key.list.map(lists.contains) ?? false
      guard own == 0 || isAdded else { continue }
      if isAdded {
        let places = key.add(&terms.access, others.terms.access)
        guard !places.isEmpty else { continue }
        if origins[path] == nil { origins[path] = (0..<own).map { Origin(id: nil, place: $0) } }
        origins[path]?.append(contentsOf: places.map { others.origin(path, $0, of: programme.id) })
      } else {
        key.take(&terms.access, others.terms.access)
        origins[path] = (0..<count).map { others.origin(path, $0, of: programme.id) }
      }
      givers.insert(index)
    }
    // That a programme is public says nothing of what is in it; that it is restricted does.
    if terms.accessRights == nil, let rights = others.terms.accessRights, rights != .public {
      terms.accessRights = rights
      origins[Self.rightsPath] = [others.origin(Self.rightsPath, 0, of: programme.id)]
      givers.insert(index)
    }
  }

  private func origin(_ path: String, _ place: Int, of id: String) -> Origin {
    guard let origin = origins[path]?[place], let other = origin.id else {
      return Origin(id: id, place: place)
    }
    return Origin(id: other, place: origin.place)
  }

  /// The paths that were taken over, whole or in part, each with the records that state it in their order, sorted.
  package var takenPaths: [(path: String, ids: [String])] {
    origins.sorted { $0.key < $1.key }.map { path, origins in
      var ids: [String] = []
      for case let id? in origins.map(\.id) where !ids.contains(id) { ids.append(id) }
      return (path, ids)
    }
  }

  /// The keys that were taken over, whole or in part, as they hold; all else is left out.
  package var taken: (access: AccessTerms, accessRights: AccessRights?) {
    var access = AccessTerms()
    for key in InheritableKey.all where origins["access." + key.name] != nil {
      key.take(&access, terms.access)
    }
    return (access, origins[Self.rightsPath] == nil ? nil : terms.accessRights)
  }

  /// Where what stands at a path is stated.
  ///
  /// - Parameter path: As in a reason, such as `access.requires[2]`.
  /// - Returns: The id of the record, `nil` for the record itself or where it is stated in part by it, and the path in that
  ///   record.
  package func origin(of path: String) -> (id: String?, path: String) {
    let key = path.prefix { $0 != "[" }
    guard let origins = origins[String(key)] else { return (nil, path) }
    if let place = Int(path.dropFirst(key.count + 1).prefix { $0 != "]" }), origins.indices.contains(place) {
      let rest = path.dropFirst(key.count).drop { $0 != "]" }.dropFirst()
      return (origins[place].id, "\(key)[\(origins[place].place)]\(rest)")
    }
    guard let first = origins.first, origins.allSatisfy({ $0.id != nil }) else { return (nil, path) }
    return (first.id, path)
  }
}
