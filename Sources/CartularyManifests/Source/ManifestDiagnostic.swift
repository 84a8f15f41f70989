public import CartularyBase

/// Something to say about a manifest. Its severity is the code's, but for rules that an imported record breaks, which
/// are warnings at most, and for policy findings, which a catalog's settings make errors. It names a file, and as its subject the record's id where that is known.
public typealias ManifestDiagnostic = Diagnostic<ManifestDiagnosticCode>

extension ManifestDiagnostic {
  init(
    code: Code, message: String, help: String?, file: String?, place: Place?, recordID: String?,
    severity: Severity? = nil
  ) {
    self.init(
      code: code, severity: severity ?? code.severity, message: message, file: file, place: place,
      help: help,
      subject: recordID)
  }

  func renamed(to name: String) -> ManifestDiagnostic {
    ManifestDiagnostic(
      code: code, message: message, help: help, file: name, place: place, recordID: subject,
      severity: severity)
  }
}

/// Every code, with the sentence that explains it. `M0xx` reading, `M1xx` structure, `M2xx` vocabulary,
/// `M3xx` policy, `M4xx` across files, `W…` worth knowing, `A…` advice.
public enum ManifestDiagnosticCode: String, DiagnosticCode, CaseIterable {
  /// The file could not be read.
  case unreadable = "M001"
  /// Manifests are limited in size so that one file cannot exhaust the machine.
  case tooLarge = "M002"
  /// Manifests are UTF-8 text.
  case notText = "M003"
  /// There is nothing in the file.
  case empty = "M004"
  /// The file is not JSON as RFC 8259 defines it.
  case invalidJSON = "M005"
  /// The file is not YAML.
  case invalidYAML = "M006"
  /// Nesting is limited so that one file cannot exhaust the machine.
  case tooDeep = "M007"
  /// Aliases and lists are limited, counted as they expand.
  case tooMany = "M008"
  /// If a key is repeated, one of its values would be lost.
  case duplicateKey = "M009"
  /// Merge keys hide what a record says and can expand without bound.
  case mergeKey = "M010"
  /// The content is not in a known format.
  case unknownFormat = "M011"
  /// A manifest was expected, but none was found.
  case nothingFound = "M012"
  /// Keys are plain text.
  case unusableKey = "M013"
  /// A file is reformatted only if nothing in it can be lost.
  case notLaidOut = "M014"
  /// The file is not CSV as RFC 4180 defines it, with a header and rows as long as it.
  case invalidCSV = "M015"
  /// A misspelt key would be silently lost.
  case unknownKey = "M101"
  /// The value does not have the type that its key requires.
  case wrongType = "M102"
  /// Without it, a record cannot be found or distinguished from others.
  case missingKey = "M103"
  /// Ids end up in file names, addresses and queries.
  case invalidID = "M104"
  /// Dates are compared, so they have to exist.
  case invalidDate = "M105"
  /// Numbers are compared, so they have to be numbers.
  case invalidNumber = "M106"
  /// This version of the program reads format version 1.
  case formatVersion = "M107"
  /// One field is limited in size.
  case tooLong = "M108"
  /// Boxes are compared, so they have to lie on the globe.
  case invalidPlace = "M109"
  /// A manifest can only read files in its own folder.
  case outsideFolder = "M110"
  /// What shows nothing can be neither read nor chosen.
  case invisibleValue = "M121"
  /// The vocabulary is closed, so that filters and decisions can rely on it.
  case unknownValue = "M201"
  /// Labels decide who sees a record, so nothing about them may be ambiguous.
  case invalidLabel = "M202"
  /// Facts that exclude each other answer nothing.
  case contradictoryFacts = "M220"
  /// In a tree of diseases, nothing can belong to itself.
  case cyclicDiseases = "M221"
  /// Data that anyone can download is public, so it cannot be restricted; one of the two statements is wrong.
  case openDownloadOfRestricted = "M301"
  /// Restricted data can be released to anyone only after something was done to protect the people in it.
  case openDataOfRestricted = "M302"
  /// The data is not available before the embargo ends, and has to be erased by then.
  case embargoAfterErasure = "M303"
  /// What `init` wrote is only a question until someone answers it.
  case unfilled = "M304"
  /// Two records of one run cannot have the same id.
  case duplicateID = "M401"
  /// A key without a value says nothing.
  case emptyValue = "W101"
  /// The source lacks a field that its format requires; the record is imported without it.
  case missingInSource = "W102"
  /// The source's value could not be read; it is kept as it was.
  case unreadableInSource = "W103"
  /// The licence is not recognised and counts as custom terms.
  case customLicense = "W104"
  /// A record's audience decides who may see it here; another catalog's setting cannot.
  case privateInSource = "W105"
  /// The column, or what stands in some of its cells, does not belong to any part of a data dictionary.
  case unreadColumn = "W106"
  /// A list written as one text is one value, and nobody finds its parts.
  case listAsText = "W107"
  /// A text that has no field is limited in size; the file has the rest.
  case cutText = "W108"
  /// A remote context could change after it was checked, so contexts are never fetched.
  case unknownContext = "W110"
  /// The file refers to something that it does not describe.
  case unknownReference = "W111"
  /// Two conflicting statements cannot both be right.
  case conflictingValues = "W112"
  /// What the code permits is not known, so every answer about use is unknown until it is fixed.
  case unknownDataUse = "W120"
  /// The level that counts is the highest of what is declared and what is described.
  case raisedSensitivity = "W301"
  /// Data for use inside the organisation has no address from which to download it.
  case downloadOfInternal = "W302"
  /// People need to know who the intermediary between them and the holder is.
  case missingIntermediary = "W303"
  /// A closed partnership depends on an agreement, and people need to know which one.
  case missingAgreement = "W304"
  /// Custom terms keep people from using data that is meant to be open.
  case openDataWithCustomLicense = "W305"
  /// A record without an audience is visible to everyone; for sensitive data, that should be intended.
  case unstatedAudience = "W306"
  /// An embargo that is over only worries readers.
  case pastEmbargo = "W307"
  /// A moratorium that is over only worries readers.
  case pastMoratorium = "W308"
  /// The data should be gone already.
  case pastErasure = "W309"
  /// No value can lie in such a range.
  case minimumAboveMaximum = "W310"
  /// Columns are distinguished by their names.
  case duplicateVariable = "W311"
  /// People and programs follow addresses, so they have to be valid.
  case invalidAddress = "W312"
  /// Mail cannot be sent to something that is not an email address.
  case invalidEmail = "W313"
  /// A period cannot end before it starts.
  case endBeforeStart = "W314"
  /// Nothing changes before it is published.
  case modifiedBeforeIssued = "W315"
  /// Until that date, sorting by date would put this first.
  case futureDate = "W316"
  /// Places are compared by their ISO 3166 codes.
  case unknownCountry = "W317"
  /// A placeholder is found and shown as if it were a real value.
  case placeholder = "W318"
  /// A relation has to name another dataset, not the record itself.
  case selfRelation = "W319"
  /// Data that identifies people is not public, whatever the level says.
  case publicIdentifier = "W320"
  /// Terms that exclude each other, or that cannot be met, permit nothing.
  case contradictoryTerms = "W321"
  /// People need to know on what terms partners get the data, or whom to ask for them.
  case partnerWithoutTerms = "W322"
  /// Terms come from programmes only where these can be followed to an end.
  case brokenProgrammes = "W323"
  /// The file was left out: links in directories are not followed, and not every page is a manifest.
  case skippedFile = "W401"
  /// The record was left out, but the others in its file were not.
  case skippedRecord = "W402"
  /// One file has more faults than anyone would read at once.
  case omitted = "W403"
  /// People distinguish datasets by their titles.
  case duplicateTitle = "W404"
  /// People decide by the description whether a dataset is worth a closer look.
  case shortDescription = "A301"
  /// Without a licence, it is not clear whether the data may be used.
  case missingLicense = "A302"
  /// A description that only repeats the title adds no information.
  case titleAsDescription = "A303"
  /// The name of the variable suggests that it identifies people.
  case likelyIdentifier = "A304"
  /// People want to read an agreement before they ask for the data.
  case agreementWithoutDocument = "A305"

  /// Whether it is a policy finding: statements of a record that contradict each other. The settings of a catalog decide
  /// whether such a record is published with a warning, or left out.
  public var isPolicyFinding: Bool {
    switch self {
    case .openDownloadOfRestricted, .openDataOfRestricted, .embargoAfterErasure: true
    default: false
    }
  }

  /// How grave it is: an error for `M`, a warning for `W` and for policy findings, advice for `A`.
  public var severity: DiagnosticSeverity {
    if isPolicyFinding { return .warning }
    return switch rawValue.first {
    case "M": .error
    case "W": .warning
    default: .advice
    }
  }

  /// Why it matters, as a sentence.
  public var explanation: String {
    switch self {
    case .unreadable: "The file could not be read."
    case .tooLarge: "Manifests are limited in size so that one file cannot exhaust the machine."
    case .notText: "Manifests are UTF-8 text."
    case .empty: "There is nothing in the file."
    case .invalidJSON: "The file is not JSON as RFC 8259 defines it."
    case .invalidYAML: "The file is not YAML."
    case .tooDeep: "Nesting is limited so that one file cannot exhaust the machine."
    case .tooMany: "Aliases and lists are limited, counted as they expand."
    case .duplicateKey: "If a key is repeated, one of its values would be lost."
    case .mergeKey: "Merge keys hide what a record says and can expand without bound."
    case .unknownFormat: "The content is not in a known format."
    case .nothingFound: "A manifest was expected, but none was found."
    case .unusableKey: "Keys are plain text."
    case .invalidCSV: "The file is not CSV as RFC 4180 defines it, with a header and rows as long as it."
    case .unknownKey: "A misspelt key would be silently lost."
    case .wrongType: "The value does not have the type that its key requires."
    case .missingKey: "Without it, a record cannot be found or distinguished from others."
    case .invalidID: "Ids end up in file names, addresses and queries."
    case .invalidDate: "Dates are compared, so they have to exist."
    case .invalidNumber: "Numbers are compared, so they have to be numbers."
    case .formatVersion: "This version of the program reads format version 1."
    case .tooLong: "One field is limited in size."
    case .invalidPlace: "Boxes are compared, so they have to lie on the globe."
    case .outsideFolder: "A manifest can only read files in its own folder."
    case .invisibleValue: "What shows nothing can be neither read nor chosen."
    case .unknownValue: "The vocabulary is closed, so that filters and decisions can rely on it."
    case .invalidLabel: "Labels decide who sees a record, so nothing about them may be ambiguous."
    case .contradictoryFacts: "Facts that exclude each other answer nothing."
    case .cyclicDiseases: "In a tree of diseases, nothing can belong to itself."
    case .duplicateID: "Two records of one run cannot have the same id."
    case .emptyValue: "A key without a value says nothing."
    case .missingInSource:
      "The source lacks a field that its format requires; the record is imported without it."
    case .unreadableInSource: "The source's value could not be read; it is kept as it was."
    case .customLicense: "The licence is not recognised and counts as custom terms."
    case .privateInSource:
      "A record's audience decides who may see it here; another catalog's setting cannot."
    case .unreadColumn:
      "The column, or what stands in some of its cells, does not belong to any part of a data dictionary."
    case .listAsText: "A list written as one text is one value, and nobody finds its parts."
    case .cutText: "A text that has no field is limited in size; the file has the rest."
    case .unknownContext:
      "A remote context could change after it was checked, so contexts are never fetched."
    case .unknownReference: "The file refers to something that it does not describe."
    case .conflictingValues: "Two conflicting statements cannot both be right."
    case .unknownDataUse:
      "What the code permits is not known, so every answer about use is unknown until it is fixed."
    case .raisedSensitivity:
      "The level that counts is the highest of what is declared and what is described."
    case .skippedFile:
      "The file was left out: links in directories are not followed, and not every page is a manifest."
    case .skippedRecord: "The record was left out, but the others in its file were not."
    case .omitted: "One file has more faults than anyone would read at once."
    case .notLaidOut: "A file is reformatted only if nothing in it can be lost."
    case .openDownloadOfRestricted:
      "Data that anyone can download is public, so it cannot be restricted; one of the two statements is wrong."
    case .openDataOfRestricted:
      "Restricted data can be released to anyone only after something was done to protect the people in it."
    case .embargoAfterErasure:
      "The data is not available before the embargo ends, and has to be erased by then."
    case .unfilled: "What `init` wrote is only a question until someone answers it."
    case .downloadOfInternal:
      "Data for use inside the organisation has no address from which to download it."
    case .missingIntermediary: "People need to know who the intermediary between them and the holder is."
    case .missingAgreement: "A closed partnership depends on an agreement, and people need to know which one."
    case .openDataWithCustomLicense: "Custom terms keep people from using data that is meant to be open."
    case .unstatedAudience:
      "A record without an audience is visible to everyone; for sensitive data, that should be intended."
    case .pastEmbargo: "An embargo that is over only worries readers."
    case .pastMoratorium: "A moratorium that is over only worries readers."
    case .pastErasure: "The data should be gone already."
    case .minimumAboveMaximum: "No value can lie in such a range."
    case .duplicateVariable: "Columns are distinguished by their names."
    case .invalidAddress: "People and programs follow addresses, so they have to be valid."
    case .invalidEmail: "Mail cannot be sent to something that is not an email address."
    case .endBeforeStart: "A period cannot end before it starts."
    case .modifiedBeforeIssued: "Nothing changes before it is published."
    case .futureDate: "Until that date, sorting by date would put this first."
    case .unknownCountry: "Places are compared by their ISO 3166 codes."
    case .placeholder: "A placeholder is found and shown as if it were a real value."
    case .selfRelation: "A relation has to name another dataset, not the record itself."
    case .publicIdentifier: "Data that identifies people is not public, whatever the level says."
    case .contradictoryTerms: "Terms that exclude each other, or that cannot be met, permit nothing."
    case .partnerWithoutTerms:
      "People need to know on what terms partners get the data, or whom to ask for them."
    case .brokenProgrammes: "Terms come from programmes only where these can be followed to an end."
    case .duplicateTitle: "People distinguish datasets by their titles."
    case .shortDescription: "People decide by the description whether a dataset is worth a closer look."
    case .missingLicense: "Without a licence, it is not clear whether the data may be used."
    case .titleAsDescription: "A description that only repeats the title adds no information."
    case .likelyIdentifier: "The name of the variable suggests that it identifies people."
    case .agreementWithoutDocument: "People want to read an agreement before they ask for the data."
    }
  }
}
