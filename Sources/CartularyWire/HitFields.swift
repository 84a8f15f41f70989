internal import CartularyBase
package import CartularyCatalog
package import CartularyModel

/// One field of a hit, the same in every format. Docs/OUTPUT.md repeats the table, and a test compares the two.
package struct HitField: Sendable {
  /// How a hit provides its value: in JSON with the type `jsonType`, elsewhere as one cell.
  package enum Value: Sendable {
    case text(@Sendable (DatasetSummary) -> String)
    case optionalText(@Sendable (DatasetSummary) -> String?)
    case list(@Sendable (DatasetSummary) -> [String])
    /// Text with matched words between the markers of `Hit.Marker`.
    case marked(@Sendable (Hit) -> String)
    /// A value that the search adds and that is always there.
    case found(@Sendable (Hit) -> String)
    /// A value that the search adds where there is one: from the decision for a profile, or from other records.
    case use(@Sendable (Hit) -> String?)
    case step(@Sendable (Hit) -> UseStep?)
  }

  package let name: String
  /// A sentence for people.
  package let help: String
  /// Whether formats for people show it by default.
  package let isBrief: Bool
  /// Whether people paste it elsewhere, so that it is never truncated.
  package let isWhole: Bool
  package let value: Value

  init(_ name: String, _ help: String, isBrief: Bool = false, isWhole: Bool = false, _ value: Value) {
    (self.name, self.help, self.isBrief, self.isWhole, self.value) = (name, help, isBrief, isWhole, value)
  }

  package var jsonType: String {
    switch value {
    case .text, .marked, .found: "string"
    case .optionalText, .use: "string or null"
    case .list: "list of strings"
    case .step: "object or null"
    }
  }
}

/// The fields of a hit, in order: one table for every format.
package enum HitFields {
  /// The fields that a record itself states.
  static let ofRecord: [HitField] = [
    HitField("id", "The dataset's id in this catalog.", isBrief: true, isWhole: true, .text { $0.id }),
    HitField("title", "The title.", isBrief: true, .text { $0.title }),
    HitField("publisher", "Who publishes it.", isBrief: true, .optionalText { $0.publisher }),
    HitField(
      "license", "The licence's id, `NOASSERTION` if none is stated; the strictest of several.",
      isBrief: true, .text { $0.license }),
    HitField("openness", "How open the licence is.", .text { $0.openness.rawValue }),
    HitField(
      "sensitivity", "The effective level of sensitivity.", isBrief: true, .text { $0.sensitivity.rawValue }),
    HitField("sharing", "How the data is shared.", .list { $0.sharing.map(\.rawValue) }),
    HitField("access", "The modes of access to the data.", .list { $0.access.map(\.rawValue) }),
    HitField("requires", "What is required of anyone who gets it.", .list { $0.requires.map(\.rawValue) }),
    HitField("formats", "The formats of the distributions.", .list { $0.formats }),
    HitField("audience", "Labels of those who may see the record.", .list { $0.audience.labels }),
    HitField("issued", "When it was first published.", .optionalText { $0.issued?.description }),
    HitField(
      "modified", "When it last changed.", isBrief: true, .optionalText { $0.modified?.description }),
    HitField("landing-page", "Its web page.", isWhole: true, .optionalText { $0.landingPage }),
  ]

  package static let all: [HitField] =
    ofRecord + [
      HitField(
        "snippet", "The most relevant part of the description, with matched words between `**`.",
        .marked { $0.snippet }),
      HitField(
        "replaced-by", "The id, or the address, of what takes its place.", isWhole: true,
        .use { $0.replacedBy }),
      HitField(
        "availability", "How the data can be had today.", isBrief: true, .found { $0.availability.rawValue }),
      HitField(
        "usable", "Whether the profile may use it; not stated without a profile.",
        .use { $0.use?.outcome.rawValue }),
      HitField(
        "first-step", "The first step to using it, as in `decide`.",
        .step { $0.use?.firstStep }),
      HitField(
        "question", "What the profile leaves open, if `usable` is unknown.", .use { $0.use?.question }),
    ]

  package static let names = all.map(\.name)
}

extension HitField {
  /// The field as one cell; several values are separated by `;`, and an unstated field is empty.
  package func cell(_ hit: Hit) -> String {
    switch value {
    case .text(let text): text(hit.dataset)
    case .optionalText(let text): text(hit.dataset) ?? ""
    case .list(let texts): texts(hit.dataset).joined(separator: ";")
    case .marked(let text), .found(let text): text(hit)
    case .use(let text): text(hit) ?? ""
    case .step(let step): step(hit).map { "\($0.stage.code): \($0.title)" } ?? ""
    }
  }
}
