internal import CartularyBase

/// A closed list of codes, each with a definition a person can act on.
///
/// The checker, the query language, completion, the documentation and the facets all read `allCases`
/// and `definition`; none of them repeats a list. Order is the order of declaration, and means
/// something only where the type is also `Comparable`.
public protocol Vocabulary: RawRepresentable, CaseIterable, Codable, Hashable, Sendable
where RawValue == String {
  /// What one value is called in a message: "sharing type".
  static var noun: String { get }
  /// Other spellings, folded by `FoldedText.code`, and what each means.
  static var aliases: [String: Self] { get }
  /// One sentence, ending in a full stop, that says when the code applies.
  var definition: String { get }
}

extension Vocabulary {
  /// No other spellings, which is the default.
  public static var aliases: [String: Self] { [:] }

  /// The codes as written in manifests and queries, in the vocabulary's order.
  public static var codes: [String] { allCases.map(\.rawValue) }

  /// Reads a code or an alias; case, spaces and underscores do not matter.
  ///
  /// - Returns: `nil` when the text is neither. An unknown code is never read as a default.
  public init?(spelling: String) {
    let folded = FoldedText.code(spelling)
    if let exact = Self(rawValue: folded) ?? Self.aliases[folded] {
      self = exact
    } else {
      return nil
    }
  }
}
