internal import CartularyBase
internal import CartularyModel

// Maps inside `access`.

extension NativeKeys {
  static let requestPolicy: [ManifestKey<RequestPolicy>] = [
    .code("stance", \.stance, isRequired: true),
    .text("form", \.form),
    .map("contact", \.contact, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    .text("note", \.note),
  ]

  static let relativeEmbargo: [ManifestKey<RelativeEmbargo>] = [
    .span("after", \.after),
    .text("from", \.event, isRequired: true),
    .date("on", \.date),
    .flag("each", \.isOfEachPart),
  ]

  static let agreementTerms: [ManifestKey<AgreementTerms>] = [
    .code("kind", \.kind, isRequired: true),
    .text("name", \.name),
    .text("template", \.template),
    .flag("sample-first", \.offersSample),
  ]

  static let reviewTerms: [ManifestKey<ReviewTerms>] = [
    .text("body", \.body),
    .text("criteria", \.criteria),
    .flag("blinded", \.isBlinded),
    .flag("feasibility", \.checksFeasibility),
    .flag("mission-fit", \.checksMission),
  ]

  static let legalTerms: [ManifestKey<LegalTerms>] = [
    .codes("regimes", \.regimes),
    .map("controller", \.controller, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    .code("consent-kind", \.consentKind),
    .text("basis", \.basis),
  ]
}

extension ReviewTerms {
  /// Who reviews, if a review is written as a single value.
  var writtenBody: String {
    get { body ?? "" }
    set { body = newValue }
  }
}
