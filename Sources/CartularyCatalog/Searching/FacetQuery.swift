internal import CartularyLedger

/// Which facets are counted among all that a query finds, and how many values of each are listed.
///
/// An array literal names fields: `catalog.search("asthma", facets: ["license", "sharing"], as: .public)`.
public struct FacetQuery: Sendable {
  /// Which fields are counted.
  public enum Fields: Sendable, Equatable {
    /// Every facet field of the field table; `usable` is among them only where an intended use is given.
    case all
    /// Fields by name or alias, in the order of the answer. A field named twice is counted once.
    case named([String])
  }

  /// Which fields are counted.
  public var fields: Fields
  /// The most values of one facet, 0 or more; values that the query selects come on top.
  public var limit: Int
  /// Only values with a word that begins so, in any case, and selected ones; empty for no such condition.
  public var prefix: String

  /// Makes a choice of facets with at most `limit` values each.
  public init(_ fields: Fields, limit: Int = 10, prefix: String = "") {
    (self.fields, self.limit, self.prefix) = (fields, limit, prefix)
  }

  /// Counts nothing.
  public static let none: FacetQuery = []
  /// Counts every facet field.
  public static let all = FacetQuery(.all)
}

extension FacetQuery: ExpressibleByArrayLiteral {
  /// Names fields, as `FacetQuery(.named(…))` does with ten values each. Names are checked by the search.
  public init(arrayLiteral names: String...) { self.init(.named(names)) }
}

extension FacetQuery {
  /// The fields to count, each once, in the order of the answer.
  ///
  /// - Throws: `CatalogError` with code `.invalidArgument` for a name that is not a facet.
  func facetFields(with use: IntendedUse?) throws(CatalogError) -> [CatalogField] {
    guard case .named(let names) = fields else {
      return use == nil ? FieldTable.facets : FieldTable.facetsWithProfile
    }
    var found: [CatalogField] = []
    for name in names {
      guard let field = FieldTable.field(named: name), field.isFacet else {
        throw CatalogError(
          .invalidArgument, "no facet '\(name.prefix(80))'", facts: .init(field: name),
          help: "facets are " + FieldTable.facets.map(\.name).joined(separator: ", "))
      }
      if !found.contains(where: { $0.name == field.name }) { found.append(field) }
    }
    return found
  }
}
