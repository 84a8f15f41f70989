/// Something to say about a manifest, with its place.
public struct ManifestDiagnostic: Error, Sendable, Equatable {
  public let code: Code
  /// One line, lower case, no full stop.
  public let message: String
  /// What to try, where there is something to try.
  public let help: String?
  /// The file as the user named it.
  public let file: String
  /// `nil` where the fault is with the file as a whole.
  public let place: Place?
  /// The record it belongs to, where its id is known.
  public let recordID: String?

  /// Where in a file.
  public struct Place: Sendable, Equatable {
    /// From 1.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    /// How many scalars are meant; at least 1.
    public let length: Int
    /// The line without its end, or a part of a very long one.
    public let excerpt: String
    /// Where in `excerpt` the place is, from 1.
    public let excerptColumn: Int
  }

  public var severity: Severity { code.severity }

  /// How grave it is. Only an error keeps a file from being published.
  public enum Severity: String, Sendable, Comparable {
    case advice, warning, error

    public static func < (first: Severity, second: Severity) -> Bool { first.rank < second.rank }

    private var rank: Int {
      switch self {
      case .advice: 0
      case .warning: 1
      case .error: 2
      }
    }
  }
}

extension ManifestDiagnostic {
  /// Every code, with the sentence that explains it. `M0xx` reading, `M1xx` structure, `M2xx` vocabulary,
  /// `M4xx` across files, `W…` worth knowing.
  public enum Code: String, Sendable, CaseIterable {
    case unreadable = "M001"
    case tooLarge = "M002"
    case notText = "M003"
    case empty = "M004"
    case invalidJSON = "M005"
    case invalidYAML = "M006"
    case tooDeep = "M007"
    case tooMany = "M008"
    case duplicateKey = "M009"
    case mergeKey = "M010"
    case unknownFormat = "M011"
    case nothingFound = "M012"
    case unusableKey = "M013"
    case invalidCSV = "M014"
    case unknownKey = "M101"
    case wrongType = "M102"
    case missingKey = "M103"
    case invalidID = "M104"
    case invalidDate = "M105"
    case invalidNumber = "M106"
    case formatVersion = "M107"
    case tooLong = "M108"
    case invalidPlace = "M109"
    case outsideFolder = "M110"
    case unknownValue = "M201"
    case invalidLabel = "M202"
    case duplicateID = "M401"
    case emptyValue = "W101"
    case missingInSource = "W102"
    case unreadableInSource = "W103"
    case customLicense = "W104"
    case privateInSource = "W105"
    case unreadColumn = "W106"
    case unknownContext = "W110"
    case unknownReference = "W111"
    case conflictingValues = "W112"
    case raisedSensitivity = "W301"
    case skippedFile = "W401"
    case skippedRecord = "W402"
    case omitted = "W403"

    public var severity: Severity { rawValue.hasPrefix("M") ? .error : .warning }

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
      case .duplicateKey: "Of two equal keys one would be lost."
      case .mergeKey: "Merge keys hide what a record says and can expand without bound."
      case .unknownFormat: "The content is of no format that is known."
      case .nothingFound: "There was no manifest where one was expected."
      case .unusableKey: "Keys are plain text."
      case .invalidCSV: "The file is not CSV as RFC 4180 defines it, with a header and rows as long as it."
      case .unknownKey: "A misspelt key would be lost in silence."
      case .wrongType: "The value has another shape than its key asks for."
      case .missingKey: "A record without it cannot be found or told from others."
      case .invalidID: "Ids end up in file names, addresses and queries."
      case .invalidDate: "Dates are compared, so they have to exist."
      case .invalidNumber: "Numbers are compared, so they have to be numbers."
      case .formatVersion: "This version of the program reads format version 1."
      case .tooLong: "One field is limited in size."
      case .invalidPlace: "Boxes are compared, so they have to lie on the globe."
      case .outsideFolder: "A manifest reads no file but those in its own folder."
      case .unknownValue: "The vocabulary is closed, so that filters and decisions can rely on it."
      case .invalidLabel: "Labels decide who sees a record, so nothing about them may be ambiguous."
      case .duplicateID: "Two records of one run cannot have the same id."
      case .emptyValue: "A key without a value says nothing."
      case .missingInSource:
        "The source lacks a field that its format asks for; the record is imported without."
      case .unreadableInSource: "The source's value could not be read; it is kept as it was."
      case .customLicense: "The licence is not recognised and counts as custom terms."
      case .privateInSource:
        "Who may see a record here is for its audience to say, and no other catalogue's switch says it."
      case .unreadColumn: "The column has a name that no part of a data dictionary has."
      case .unknownContext:
        "What a remote context says could change after it was checked, so none is ever fetched."
      case .unknownReference: "The file refers to something that it does not describe."
      case .conflictingValues: "Two statements of one thing cannot both be right."
      case .raisedSensitivity:
        "The level that counts is the highest of what is declared and what is described."
      case .skippedFile:
        "The file was left out: below a directory links are not followed, and not every page is a manifest."
      case .skippedRecord: "The record was left out, and the others of its file were not."
      case .omitted: "One file has more faults than anyone would read at once."
      }
    }
  }
}
