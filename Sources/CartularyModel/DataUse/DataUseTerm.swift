package import CartularyBase

/// One term of the Data Use Ontology with its value, as a manifest states it.
package struct DataUseTerm: Hashable, Sendable {
  package let code: DataUseCode
  package let value: Value
  /// What the source wrote.
  package let spelling: String

  /// What follows a code's colon.
  package enum Value: Hashable, Sendable {
    case none
    /// An id such as `DOID:162`, or a name behind `label:`.
    case disease(String)
    case researchType(String)
    /// ISO 3166 codes, `EU` or `EEA`, upper case; at least one.
    case regions([String])
    case date(PartialDate)
    case months(Int)
    /// Names; none where the list is not published.
    case institutions([String])
  }

  /// The one spelling of equal terms: `DS:DOID:162`. Lists are sorted.
  package var canonical: String {
    switch value {
    case .none: code.rawValue
    case .disease(let disease): "\(code.rawValue):\(DiseaseID.canonical(disease))"
    case .researchType(let type): "\(code.rawValue):\(FoldedText.code(type))"
    case .regions(let regions): "\(code.rawValue):\(Set(regions).sorted().joined(separator: "|"))"
    case .date(let date): "\(code.rawValue):\(date)"
    case .months(let months): "\(code.rawValue):\(months)"
    case .institutions(let names):
      names.isEmpty
        ? "\(code.rawValue):"
        : "\(code.rawValue):\(Set(names.map(FoldedText.code)).sorted().joined(separator: "|"))"
    }
  }
}

/// What came of reading one `data-use` text.
package struct ParsedDataUse: Hashable, Sendable {
  /// What it means; empty if it cannot be read. Several where one text joins codes, such as `GRU-CC`.
  package let terms: [DataUseTerm]
  /// What is wrong with it. With terms it is a remark; without, nothing is known, which is never permission.
  package let fault: Fault?

  package struct Fault: Hashable, Sendable {
    /// One line, lower case, no full stop.
    package let message: String
    package let help: String
  }

  /// Reads `DUO:0000042`, `DUO_0000042`, the address of the term, `GRU`, `DS:DOID:162`, `GRU-CC`, the
  /// ontology's label and the like, in any case.
  package init(_ text: String) {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self = Self.reading(trimmed)
  }

  private init(_ terms: [DataUseTerm], _ fault: Fault? = nil) { (self.terms, self.fault) = (terms, fault) }

  private static func failed(_ message: String, _ help: String) -> Self {
    Self([], Fault(message: message, help: help))
  }

  private static func reading(_ text: String) -> Self {
    guard !text.isEmpty else { return failed("a data-use code is empty", "write a code such as GRU") }
    if let (number, rest) = DataUseOntology.numberedTerm(text) { return numbered(number, rest, text) }
    let head = text.prefix { $0 != ":" }
    let rest = text.contains(":") ? String(text.dropFirst(head.count + 1)) : nil
    if let code = DataUseCode(rawValue: head.uppercased()) ?? DataUseCode(spelling: String(head)) {
      return valued(code, rest, text)
    }
    if let joined = joined(text) { return joined }
    return unknown(text)
  }

  private static func numbered(_ number: Int?, _ rest: String?, _ text: String) -> Self {
    guard let number else { return unknown(text) }
    if let code = DataUseCode.allCases.first(where: { $0.number == number }) {
      return valued(code, rest, text)
    }
    switch number {
    case 5:
      let terms = [DataUseCode.generalResearch, .clinicalCare].map {
        DataUseTerm(code: $0, value: .none, spelling: text)
      }
      return Self(
        terms,
        Fault(message: "'\(text.prefix(60))' is obsolete and read as GRU and CC", help: "write [GRU, CC]"))
    case 1, 17:
      return failed(
        "'\(text.prefix(60))' is a heading of the ontology and says nothing of use", "write a code below it")
    case 2, 3, 14:
      return failed(
        "'\(text.prefix(60))' is obsolete and has no successor", "write what is meant: GRU, HMB, DS:…, NRES")
    case 31...40:
      return failed(
        "'\(text.prefix(60))' names a kind of investigation, which is not a term of use",
        "it belongs into a profile; datasets state what they permit")
    default: return unknown(text)
    }
  }

  private static func unknown(_ text: String) -> Self {
    failed(
      "unknown data-use code '\(text.prefix(60))'",
      "codes are \(DataUseCode.codes.joined(separator: ", ")), or DUO:0000042 and the like")
  }

  /// `GRU-CC`, `HMB-IRB-PUB`: codes without values, joined as dbGaP does.
  private static func joined(_ text: String) -> Self? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return nil }
    let codes = parts.compactMap { DataUseCode(rawValue: $0.uppercased()) }
    guard codes.count == parts.count, codes.allSatisfy({ $0.valueNoun == nil }) else { return nil }
    return Self(codes.map { DataUseTerm(code: $0, value: .none, spelling: text) })
  }

  private static func valued(_ code: DataUseCode, _ rest: String?, _ text: String) -> Self {
    let value = rest.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? ""
    guard let noun = code.valueNoun else {
      guard value.isEmpty else {
        return failed(
          "'\(code.rawValue)' takes no value, found '\(value.prefix(40))'", "write \(code.rawValue)")
      }
      return Self([DataUseTerm(code: code, value: .none, spelling: text)])
    }
    guard let read = self.value(of: code, value) else {
      let found = value.isEmpty ? "nothing" : "'\(value.prefix(40))'"
      return failed("'\(code.rawValue)' takes \(noun.prefix { $0 != ":" }), found \(found)", "write \(noun)")
    }
    return Self([DataUseTerm(code: code, value: read, spelling: text)])
  }

  private static func value(of code: DataUseCode, _ text: String) -> DataUseTerm.Value? {
    switch code {
    case .disease: return text.isEmpty ? nil : .disease(text)
    case .researchType: return text.isEmpty ? nil : .researchType(text)
    case .geography:
      let regions = list(text).map(Region.canonical)
      return regions.isEmpty || !regions.allSatisfy(Region.isCode) ? nil : .regions(regions)
    case .moratorium: return PartialDate(text).map(DataUseTerm.Value.date)
    case .timeLimit:
      guard let months = Int(text), (1...1200).contains(months) else { return nil }
      return .months(months)
    case .institution: return .institutions(list(text))
    default: return DataUseTerm.Value.none
    }
  }

  private static func list(_ text: String) -> [String] {
    text.split { $0 == "|" || $0 == ";" || $0 == "," }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
  }
}
