internal import CartularyBase
package import CartularyModel

/// A table with a row for each record, as RFC 4180 defines it: for viewing, not for reading back.
package struct TableExport: ExportFormat {
  package let name = "csv"
  package let summary = "a table with a row for each dataset; several values in a cell are separated by `;`"
  package let mediaType = "text/csv"
  package let fileExtension = "csv"
  package var carries: [String] { Self.columns.flatMap(\.carries) }
  package let fidelity = ExportFidelity.carried

  package var frame: ExportFrame { ExportFrame(head: Self.line(Self.columns.map(\.name))) }

  package func text(of record: PublishedDataset) -> String {
    Self.line(Self.columns.map { $0.texts(record.dataset).joined(separator: ";") })
  }

  private static func line(_ cells: [String]) -> String {
    cells.map(Escape.csvCell).joined(separator: ",") + "\r\n"
  }

  private struct Column: Sendable {
    let name: String
    /// Paths of the native manifest's keys that it shows completely.
    let carries: [String]
    let texts: @Sendable (Dataset) -> [String]

    init(_ name: String, _ carries: [String]? = nil, _ texts: @escaping @Sendable (Dataset) -> [String]) {
      (self.name, self.carries, self.texts) = (name, carries ?? [name], texts)
    }

    static func one(
      _ name: String, _ carries: [String]? = nil, _ text: @escaping @Sendable (Dataset) -> String?
    ) -> Column {
      Column(name, carries) { dataset in [text(dataset)].compactMap(\.self) }
    }
  }

  private static let columns: [Column] = [
    .one("id") { $0.id },
    .one("title") { $0.title },
    .one("description") { $0.description },
    Column("identifiers") { $0.identifiers },
    Column("aliases") { $0.aliases },
    .one("landing-page") { $0.landingPage },
    .one("publisher.name") { $0.publisher?.name },
    .one("steward.name") { $0.steward?.name },
    .one("steward.email") { $0.steward?.email },
    Column("creators.name") { $0.creators.map(\.name) },
    Column("keywords") { $0.keywords },
    Column("themes") { $0.themes },
    Column("language") { $0.languages },
    .one("temporal.start") { $0.temporal?.start?.description },
    .one("temporal.end") { $0.temporal?.end?.description },
    .one("temporal.text") { $0.temporal?.text },
    Column("spatial.name") { $0.spatial.compactMap(\.name) },
    .one("issued") { $0.issued?.description },
    .one("modified") { $0.modified?.description },
    .one("version") { $0.version },
    .one("frequency") { $0.frequency?.rawValue },
    Column("distributions.format") { $0.formats },
    Column("distributions.download-url") { $0.distributions.compactMap(\.downloadURL) },
    Column("distributions.access-url") { $0.distributions.compactMap(\.accessURL) },
    Column("license", ["license.id", "license.openness"]) { $0.licenses.map(\.id) },
    .one("rights") { $0.rights },
    .one("access-rights") { $0.accessRights?.rawValue },
    .one("sensitivity") { $0.sensitivity.rawValue },
    Column("sharing") { $0.sharing.map(\.rawValue) },
    Column("forms") { $0.forms.map(\.rawValue) },
    Column("techniques") { $0.techniques.map(\.rawValue) },
    Column("audience") { $0.audience.labels },
    Column("access.mode") { $0.access.modes.map(\.rawValue) },
    Column("access.requires", ["access.requires.kind"]) { $0.access.requirements.map(\.kind.rawValue) },
    Column("access.purposes") { $0.access.purposes.map(\.rawValue) },
    Column("access.requesters") { $0.access.requesters.map(\.rawValue) },
    Column("access.data-use") { $0.access.dataUse },
    .one("access.url") { $0.access.url },
    .one("access.stated-open", ["access.stated-open.quote"]) { $0.access.statedOpen?.quote },
    .one("access.requests", ["access.requests.stance"]) { $0.access.requests?.stance.rawValue },
    .one("access.fee", ["access.fee.kind"]) { $0.access.fee?.kind.rawValue },
    .one("access.fee.amount") { $0.access.fee?.amount },
    .one("access.lead-time") { $0.access.leadTime },
    .one("access.effort") { $0.access.effort?.description },
    .one("access.agreement", ["access.agreement.kind"]) { $0.access.agreement?.kind.rawValue },
    .one("access.agreement.template") { $0.access.agreement?.template },
    .one("access.review", ["access.review.body"]) { $0.access.review?.body },
    .one("access.embargo-until") { $0.access.embargoUntil?.description },
    .one("access.embargo", ["access.embargo.after", "access.embargo.from"]) {
      $0.access.embargo.map { "\($0.after) after \($0.event)" }
    },
    .one("access.erase-after") { $0.access.eraseAfter?.description },
    .one("access.keep-for") { $0.access.keepFor?.description },
    .one("access.purpose-bound") { $0.access.isPurposeBound.map { $0 ? "true" : "false" } },
    Column("access.legal.regimes") { $0.access.legal?.regimes.map(\.rawValue) ?? [] },
    .one("access.legal.basis") { $0.access.legal?.basis },
    .one("access.legal.consent-kind") { $0.access.legal?.consentKind?.rawValue },
    Column("sub-forms") { $0.subForms.map(\.rawValue) },
    Column("limits", ["limits.kind", "limits.text"]) { $0.limits.map { "\($0.kind.rawValue): \($0.text)" } },
    Column("not-shared", ["not-shared.what", "not-shared.reason"]) {
      $0.notShared.map { "\($0.reason.rawValue): \($0.what)" }
    },
    Column("granularity") { $0.granularity },
    .one("unit-of-observation") { $0.unitOfObservation },
    Column("uses", ["uses.title"]) { $0.uses.map(\.title) },
    .one("refresh", ["refresh.kind", "refresh.schedule"]) {
      $0.refresh.map { [$0.kind.rawValue, $0.schedule].compactMap(\.self).joined(separator: ": ") }
    },
    Column("illustrative") { $0.illustrative },
    Column("inferred") { dataset in
      (dataset.inferred ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    },
    Column("variables", ["data-dictionary.tables.variables.name"]) {
      $0.dataDictionary?.variables.map(\.name) ?? []
    },
  ]
}
