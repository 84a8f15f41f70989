internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

/// One field of a hit, the same in every format. Docs/OUTPUT.md repeats the table, and a test compares them.
struct HitField: Sendable {
  /// How a hit holds it: in JSON as `jsonType` says, elsewhere as one cell.
  enum Value: Sendable {
    case text(@Sendable (Hit) -> String)
    case optionalText(@Sendable (Hit) -> String?)
    case list(@Sendable (Hit) -> [String])
    /// With matched words between the markers of `Hit.Marker`.
    case marked(@Sendable (Hit) -> String)
    case step(@Sendable (Hit) -> UseStep?)
  }

  let name: String
  /// A sentence for people.
  let help: String
  /// Whether `table` and `markdown`, which people read, have it without being asked.
  let isBrief: Bool
  /// Whether people paste it elsewhere, so that it is never cut.
  let isWhole: Bool
  let value: Value

  init(_ name: String, _ help: String, isBrief: Bool = false, isWhole: Bool = false, _ value: Value) {
    (self.name, self.help, self.isBrief, self.isWhole, self.value) = (name, help, isBrief, isWhole, value)
  }

  /// The field as one cell; several values are divided by `;`, and what is not stated is empty.
  func cell(_ hit: Hit) -> String {
    switch value {
    case .text(let text): text(hit)
    case .optionalText(let text): text(hit) ?? ""
    case .list(let texts): texts(hit).joined(separator: ";")
    case .marked(let text): text(hit)
    case .step(let step): step(hit).map { "\($0.stage.code): \($0.title)" } ?? ""
    }
  }

  var jsonType: String {
    switch value {
    case .text, .marked: "string"
    case .optionalText: "string or null"
    case .list: "list of strings"
    case .step: "object or null"
    }
  }
}

/// The fields of a hit, in their order: one table for every format.
enum HitFields {
  static let all: [HitField] = [
    HitField(
      "id", "The dataset's id in this catalog.", isBrief: true, isWhole: true,
      .text { $0.dataset.id }),
    HitField("title", "The title.", isBrief: true, .text { $0.dataset.title }),
    HitField("publisher", "Who publishes it.", isBrief: true, .optionalText { $0.dataset.publisher }),
    HitField(
      "license", "The licence's id, `NOASSERTION` where none is stated; the strictest of several.",
      isBrief: true, .text { $0.dataset.license }),
    HitField("openness", "How free the licence is.", .text { $0.dataset.openness.rawValue }),
    HitField(
      "sensitivity", "The level that counts.", isBrief: true, .text { $0.dataset.sensitivity.rawValue }),
    HitField("sharing", "How the data is shared.", .list { $0.dataset.sharing.map(\.rawValue) }),
    HitField("access", "The ways to the data.", .list { $0.dataset.access.map(\.rawValue) }),
    HitField(
      "requires", "What is asked of whoever gets it.", .list { $0.dataset.requires.map(\.rawValue) }),
    HitField("formats", "Formats of the distributions.", .list { $0.dataset.formats }),
    HitField("audience", "Labels of those who may see the record.", .list { $0.dataset.audience.labels }),
    HitField("issued", "When it was first published.", .optionalText { $0.dataset.issued?.description }),
    HitField(
      "modified", "When it last changed.", isBrief: true, .optionalText { $0.dataset.modified?.description }),
    HitField("landing-page", "Its page on the web.", isWhole: true, .optionalText { $0.dataset.landingPage }),
    HitField(
      "snippet", "The telling part of the description, matched words between `**`.", .marked { $0.snippet }),
    HitField(
      "usable", "Whether the profile may use it; not stated without one.",
      .optionalText { $0.use?.outcome.rawValue }),
    HitField(
      "first-step", "What comes first on the way to using it, as `decide` tells it.",
      .step { $0.use?.firstStep }),
    HitField(
      "question", "What the profile leaves open, where `usable` is unknown.",
      .optionalText { $0.use?.question }),
  ]

  static let names = all.map(\.name)

  /// The fields that a format has where none are asked for.
  static func standard(for format: OutputFormat) -> [HitField] {
    switch format {
    case .table, .markdown, .list: all.filter(\.isBrief)
    case .tsv, .csv, .json, .jsonl, .id: all
    }
  }

  /// Reads names with commas between, in the order in which they are to appear.
  ///
  /// - Throws: `CatalogError` for a name that is none, with the near one.
  static func named(_ list: String) throws -> [HitField] {
    let names = list.split(separator: ",").map { $0.trimmingPrefix { $0 == " " }.lowercased() }
    guard !names.isEmpty else {
      throw CatalogError(
        .invalidArgument, "no field is named", help: "fields are " + all.map(\.name).joined(separator: ", "))
    }
    return try names.map { name in
      guard let field = all.first(where: { $0.name == name }) else {
        let near = NearMiss.closest(to: name, among: Self.names).first.map { "did you mean '\($0)'? " } ?? ""
        throw CatalogError(
          .invalidArgument, "unknown field '\(name.prefix(80))'",
          help: near + "fields are " + Self.names.joined(separator: ", "))
      }
      return field
    }
  }

  static func table(_ hits: [Hit], _ fields: [HitField]) -> ResultTable {
    ResultTable(
      fields.map { .init(name: $0.name, isWhole: $0.isWhole) },
      rows: hits.map { hit in fields.map { $0.cell(hit) } })
  }
}
