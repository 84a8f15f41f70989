/// Which disease belongs to which, as an ontology says it: a directed graph without cycles.
///
/// Ids are canonical as `DiseaseID.canonical` has them.
public struct DiseaseTree: Hashable, Sendable {
  /// The most terms of a tree. MONDO has 30,000, SNOMED CT 350,000; an ontology with more than this is
  /// refused.
  public static let maximumTermCount = 500_000

  private var ids: [String] = []
  private var parents: [[Int32]] = []
  private var indexByID: [String: Int32] = [:]
  /// Other ids and names of a term.
  private var aliases: [String: Int32] = [:]

  /// What is wrong with a tree as a whole.
  public enum Fault: Error, Hashable, Sendable {
    /// There are no terms.
    case empty
    /// There are more than `maximumTermCount` terms.
    case tooManyTerms
    /// Ids that lead back to the first, in their order.
    case cycle([String])
  }

  /// One term of an ontology.
  public struct Term: Hashable, Sendable {
    /// The id, such as `MONDO:0005070`.
    public var id: String
    /// The name for people; `nil` when there is none.
    public var name: String?
    /// Ids of the terms that it belongs to directly, or of all of them; empty for a root.
    public var parents: [String]
    /// Other ids of the same disease; empty when there are none.
    public var otherIDs: [String]

    /// Makes a term; a term without parents is a root.
    public init(id: String, name: String? = nil, parents: [String] = [], otherIDs: [String] = []) {
      (self.id, self.name, self.parents, self.otherIDs) = (id, name, parents, otherIDs)
    }
  }

  /// Makes a tree from terms in any order.
  ///
  /// - Throws: `Fault` for no terms, too many of them, and for a term that is its own ancestor.
  public init(_ terms: some Sequence<Term>) throws(Fault) {
    var names: [(String, Int32)] = []
    for term in terms {
      let own = try index(of: DiseaseID.canonical(term.id))
      for parent in term.parents {
        let index = try index(of: DiseaseID.canonical(parent))
        if !parents[Int(own)].contains(index) { parents[Int(own)].append(index) }
      }
      for other in term.otherIDs { names.append((DiseaseID.canonical(other), own)) }
      if let name = term.name { names.append((DiseaseID.canonical("label:" + name), own)) }
    }
    guard !ids.isEmpty else { throw .empty }
    for (name, index) in names where indexByID[name] == nil && aliases[name] == nil { aliases[name] = index }
    if let cycle { throw .cycle(cycle) }
  }

  private mutating func index(of id: String) throws(Fault) -> Int32 {
    if let known = indexByID[id] { return known }
    guard ids.count < Self.maximumTermCount else { throw .tooManyTerms }
    let index = Int32(ids.count)
    indexByID[id] = index
    ids.append(id)
    parents.append([])
    return index
  }

  /// How many terms the tree has, at least 1.
  public var termCount: Int { ids.count }

  /// Whether the tree knows an id or name, in canonical spelling.
  public func contains(_ id: String) -> Bool { place(of: id) != nil }

  /// The id under which the tree has a term that it knows by this or another name.
  package func canonical(_ id: String) -> String { place(of: id).map { ids[Int($0)] } ?? id }

  /// The ids of a term and of everything that it belongs to; `nil` when the tree does not know the id.
  public func ancestors(of id: String) -> Set<String>? {
    guard let start = place(of: id) else { return nil }
    var found: Set<Int32> = [start]
    var open = [start]
    while let next = open.popLast() {
      for parent in parents[Int(next)] where found.insert(parent).inserted { open.append(parent) }
    }
    return Set(found.map { ids[Int($0)] })
  }

  private func place(of id: String) -> Int32? { indexByID[id] ?? aliases[id] }

  /// Takes away terms whose parents are all gone; what is left when none can go leads round.
  private var cycle: [String]? {
    var children = [[Int32]](repeating: [], count: ids.count)
    var waiting = parents.map(\.count)
    for (child, above) in parents.enumerated() {
      for parent in above { children[Int(parent)].append(Int32(child)) }
    }
    var free = waiting.indices.filter { waiting[$0] == 0 }.map(Int32.init)
    var removed = 0
    while let next = free.popLast() {
      removed += 1
      for child in children[Int(next)] {
        waiting[Int(child)] -= 1
        if waiting[Int(child)] == 0 { free.append(child) }
      }
    }
    guard removed < ids.count, var current = waiting.firstIndex(where: { $0 > 0 }) else { return nil }
    var path: [Int] = []
    var seen: Set<Int> = []
    while seen.insert(current).inserted {
      path.append(current)
      // A term that is left has a parent that is left.
      guard let next = parents[current].first(where: { waiting[Int($0)] > 0 }) else { break }
      current = Int(next)
    }
    let start = path.firstIndex(of: current) ?? 0
    return (path[start...] + [current]).map { ids[$0] }
  }
}

extension DiseaseTree {
  private static let heading = "cartulary-diseases 1"

  /// The tree as lines of an id, a tab and the line numbers of its parents; then other names, each with the
  /// line number of its term. Small, and read in a fraction of the time of the ontology.
  package var compactText: String {
    var text = Self.heading + "\n\(ids.count)\n"
    for (id, above) in zip(ids, parents) {
      text += id
      for parent in above { text += "\t\(parent)" }
      text += "\n"
    }
    for (name, index) in aliases.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      text += "\(name)\t\(index)\n"
    }
    return text
  }

  /// Reads what `compactText` wrote; `nil` for anything else.
  package init?(compactText: String) {
    let lines = compactText.utf8.split(separator: 0x0A)
    func text(_ bytes: Substring.UTF8View.SubSequence) -> String { String(decoding: bytes, as: UTF8.self) }
    guard lines.count > 2, text(lines[0]) == Self.heading, let count = Int(text(lines[1])), count > 0,
      count <= Self.maximumTermCount, lines.count >= count + 2
    else { return nil }
    (ids, parents, indexByID, aliases) = ([], [], [:], [:])
    for line in lines[2..<(count + 2)] {
      let cells = line.split(separator: 0x09)
      let above = cells.dropFirst().compactMap { Int32(text($0)) }
      guard let id = cells.first.map(text), above.count == cells.count - 1,
        above.allSatisfy({ (0..<Int32(count)).contains($0) }), indexByID[id] == nil
      else { return nil }
      indexByID[id] = Int32(ids.count)
      ids.append(id)
      parents.append(above)
    }
    for line in lines[(count + 2)...] {
      let cells = line.split(separator: 0x09)
      guard cells.count == 2, let index = Int32(text(cells[1])), (0..<Int32(count)).contains(index) else {
        return nil
      }
      aliases[text(cells[0])] = index
    }
    if cycle != nil { return nil }
  }
}
