internal import CartularyBase
internal import CartularyModel

/// A record as it is stored, in the ledger and in the shards: the first form of it, and so far the only one.
///
/// What is stored has a form of its own. Its keys are written here and nowhere else, so that neither another name in the
/// model nor another form on the wire changes a stored byte, and with it the hash of a record that nobody has
/// changed. Of scalars (dates, codes of vocabularies, audiences) the texts are stored; lists and values that are not
/// there are left out, but for the audience and the terms of access. A new field of the model is added here as one that
/// may be absent; whatever else changes makes a `StoredDatasetV2`.
struct StoredDatasetV1: Codable {
  let id: String
  let title: String
  let description: String
  let identifiers: [String]?
  let aliases: [String]?
  let landingPage: String?
  let publisher: StoredAgentV1?
  let steward: StoredAgentV1?
  let creators: [StoredAgentV1]?
  let keywords: [String]?
  let themes: [String]?
  let languages: [String]?
  let temporal: StoredTemporalCoverageV1?
  let spatial: [StoredPlaceV1]?
  let issued: PartialDate?
  let modified: PartialDate?
  let version: String?
  let frequency: UpdateFrequency?
  let frequencyText: String?
  let distributions: [StoredDistributionV1]?
  let licenses: [StoredLicenseV1]?
  let rights: String?
  let accessRights: AccessRights?
  let sensitivity: Sensitivity
  let hiddenSensitivity: Sensitivity?
  let sharing: [SharingType]?
  let forms: [CollaborationForm]?
  let techniques: [PrivacyTechnique]?
  let access: StoredAccessTermsV1
  let audience: Audience
  let dataDictionary: StoredDataDictionaryV1?
  let provenance: StoredProvenanceV1?
  let relations: [StoredRelationV1]?
  let limits: [StoredDataLimitV1]?
  let notShared: [StoredWithheldPartV1]?
  let granularity: [String]?
  let unitOfObservation: String?
  let uses: [StoredUseCaseV1]?
  let utility: StoredDataUtilityV1?
  let refresh: StoredRefreshPlanV1?
  let subForms: [CollaborationSubForm]?
  let inferred: [String: String]?
  let illustrative: [String]?
  let unmapped: [String: String]?

  private enum CodingKeys: String, CodingKey {
    case id
    case title
    case description
    case identifiers
    case aliases
    case landingPage = "landing-page"
    case publisher
    case steward
    case creators
    case keywords
    case themes
    case languages = "language"
    case temporal
    case spatial
    case issued
    case modified
    case version
    case frequency
    case frequencyText = "frequency-text"
    case distributions
    case licenses = "license"
    case rights
    case accessRights = "access-rights"
    case sensitivity
    case hiddenSensitivity = "hidden-sensitivity"
    case sharing
    case forms
    case techniques
    case access
    case audience
    case dataDictionary = "data-dictionary"
    case provenance
    case relations
    case limits
    case notShared = "not-shared"
    case granularity
    case unitOfObservation = "unit-of-observation"
    case uses
    case utility
    case refresh
    case subForms = "sub-forms"
    case inferred
    case illustrative
    case unmapped
  }

  init(_ model: Dataset) {
    id = model.id
    title = model.title
    description = model.description
    identifiers = model.identifiers.isEmpty ? nil : model.identifiers
    aliases = model.aliases.isEmpty ? nil : model.aliases
    landingPage = model.landingPage
    publisher = model.publisher.map(StoredAgentV1.init)
    steward = model.steward.map(StoredAgentV1.init)
    creators = model.creators.isEmpty ? nil : model.creators.map(StoredAgentV1.init)
    keywords = model.keywords.isEmpty ? nil : model.keywords
    themes = model.themes.isEmpty ? nil : model.themes
    languages = model.languages.isEmpty ? nil : model.languages
    temporal = model.temporal.map(StoredTemporalCoverageV1.init)
    spatial = model.spatial.isEmpty ? nil : model.spatial.map(StoredPlaceV1.init)
    issued = model.issued
    modified = model.modified
    version = model.version
    frequency = model.frequency
    frequencyText = model.frequencyText
    distributions =
      model.distributions.isEmpty ? nil : model.distributions.map(StoredDistributionV1.init)
    licenses = model.licenses.isEmpty ? nil : model.licenses.map(StoredLicenseV1.init)
    rights = model.rights
    accessRights = model.accessRights
    sensitivity = model.sensitivity
    hiddenSensitivity = model.hiddenSensitivity
    sharing = model.sharing.isEmpty ? nil : model.sharing
    forms = model.forms.isEmpty ? nil : model.forms
    techniques = model.techniques.isEmpty ? nil : model.techniques
    access = StoredAccessTermsV1(model.access)
    audience = model.audience
    dataDictionary = model.dataDictionary.map(StoredDataDictionaryV1.init)
    provenance = model.provenance.map(StoredProvenanceV1.init)
    relations = model.relations.isEmpty ? nil : model.relations.map(StoredRelationV1.init)
    limits = model.limits.isEmpty ? nil : model.limits.map(StoredDataLimitV1.init)
    notShared = model.notShared.isEmpty ? nil : model.notShared.map(StoredWithheldPartV1.init)
    granularity = model.granularity.isEmpty ? nil : model.granularity
    unitOfObservation = model.unitOfObservation
    uses = model.uses.isEmpty ? nil : model.uses.map(StoredUseCaseV1.init)
    utility = model.utility.map(StoredDataUtilityV1.init)
    refresh = model.refresh.map(StoredRefreshPlanV1.init)
    subForms = model.subForms.isEmpty ? nil : model.subForms
    inferred = model.inferred
    illustrative = model.illustrative.isEmpty ? nil : model.illustrative
    unmapped = model.unmapped
  }

  func model() throws -> Dataset {
    var stored = Dataset(id: id, title: title, description: description)
    stored.identifiers = identifiers ?? []
    stored.aliases = aliases ?? []
    stored.landingPage = landingPage
    stored.publisher = try publisher?.model()
    stored.steward = try steward?.model()
    stored.creators = try creators?.map { try $0.model() } ?? []
    stored.keywords = keywords ?? []
    stored.themes = themes ?? []
    stored.languages = languages ?? []
    stored.temporal = try temporal?.model()
    stored.spatial = try spatial?.map { try $0.model() } ?? []
    stored.issued = issued
    stored.modified = modified
    stored.version = version
    stored.frequency = frequency
    stored.frequencyText = frequencyText
    stored.distributions = try distributions?.map { try $0.model() } ?? []
    stored.licenses = try licenses?.map { try $0.model() } ?? []
    stored.rights = rights
    stored.accessRights = accessRights
    stored.sensitivity = sensitivity
    stored.hiddenSensitivity = hiddenSensitivity
    stored.sharing = sharing ?? []
    stored.forms = forms ?? []
    stored.techniques = techniques ?? []
    stored.access = try access.model()
    stored.audience = audience
    stored.dataDictionary = try dataDictionary?.model()
    stored.provenance = try provenance?.model()
    stored.relations = try relations?.map { try $0.model() } ?? []
    stored.limits = try limits?.map { try $0.model() } ?? []
    stored.notShared = try notShared?.map { try $0.model() } ?? []
    stored.granularity = granularity ?? []
    stored.unitOfObservation = unitOfObservation
    stored.uses = try uses?.map { try $0.model() } ?? []
    stored.utility = try utility?.model()
    stored.refresh = try refresh?.model()
    stored.subForms = subForms ?? []
    stored.inferred = inferred
    stored.illustrative = illustrative ?? []
    stored.unmapped = unmapped
    return stored
  }
}
