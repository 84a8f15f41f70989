internal import CartularyModel

/// The short profile of a form: it lives in the address, and nowhere else.
struct PageProfile: Sendable {
  let requester: RequesterKind?
  let purpose: Purpose?
  /// A code of a region, or empty.
  let country: String
  let isCommercial: Bool?
  let hasEthicsApproval: Bool?

  /// What is not a value of a form is passed over: then nothing is said.
  init(_ query: PageQuery) {
    requester = RequesterKind(rawValue: query.one("requester"))
    purpose = Purpose(rawValue: query.one("use"))
    let region = Region.canonical(query.one("country").filter { !$0.isWhitespace })
    country = Region.isCode(region) && region.utf8.count <= 6 ? region : ""
    isCommercial = Self.flag(query.one("commercial"))
    hasEthicsApproval = Self.flag(query.one("ethics"))
  }

  private static func flag(_ text: String) -> Bool? { ["yes": true, "no": false][text] }

  private static func text(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "" }

  /// Of the address, without what is not said.
  var pairs: [PageQuery.Pair] {
    let all: [PageQuery.Pair] = [
      ("requester", requester?.rawValue ?? ""), ("use", purpose?.rawValue ?? ""), ("country", country),
      ("commercial", Self.text(isCommercial)), ("ethics", Self.text(hasEthicsApproval)),
    ]
    return all.filter { !$0.value.isEmpty }
  }

  /// `nil` if nothing is said.
  var use: UseProfile? {
    guard !pairs.isEmpty else { return nil }
    var profile = UseProfile()
    profile.requester.kind = requester
    profile.requester.regions = country.isEmpty ? [] : [country]
    profile.requester.hasEthicsApproval = hasEthicsApproval
    profile.purpose.kinds = purpose.map { [$0] } ?? []
    profile.purpose.isCommercial = isCommercial
    return profile
  }

  /// As the parameter of a command, an object of JSON; empty if nothing is said. Codes need no escaping.
  var parameter: String {
    guard !pairs.isEmpty else { return "" }
    let asks = [
      requester.map { "\"kind\":\"\($0.rawValue)\"" }, country.isEmpty ? nil : "\"regions\":[\"\(country)\"]",
      hasEthicsApproval.map { "\"ethics-approval\":\($0)" },
    ]
    let wants = [
      purpose.map { "\"kinds\":[\"\($0.rawValue)\"]" }, isCommercial.map { "\"commercial\":\($0)" },
    ]
    func object(_ keys: [String?]) -> String { "{" + keys.compactMap { $0 }.joined(separator: ",") + "}" }
    return "{\"requester\":\(object(asks)),\"purpose\":\(object(wants))}"
  }

  /// Who asks and what for, in words; `nil` if neither is said.
  var sentence: String? {
    PageText.joined(
      [
        (requester?.rawValue).map(PageWords.plain), (purpose?.rawValue).map(PageWords.plain),
        country,
      ], ", ")
  }

  /// The fields of the form, as they are filled in.
  var choices: [ProfileChoice] {
    let yesOrNo = [("", "not said"), ("yes", "yes"), ("no", "no")]
    func codes(_ codes: [String]) -> [(String, String)] {
      [("", "not said")] + codes.map { ($0, PageWords.plain($0)) }
    }
    func choice(_ name: String, _ label: String, _ chosen: String, _ options: [(String, String)])
      -> ProfileChoice
    {
      ProfileChoice(
        choiceName: name, choiceLabel: label,
        choiceOptions: options.map {
          ChoiceOption(optionValue: $0.0, optionText: $0.1, isSelected: $0.0 == chosen)
        })
    }
    return [
      choice("requester", "I am", requester?.rawValue ?? "", codes(RequesterKind.codes)),
      choice("use", "I want it for", purpose?.rawValue ?? "", codes(Purpose.codes)),
      choice("commercial", "Commercial use", Self.text(isCommercial), yesOrNo),
      choice("ethics", "Ethics approval", Self.text(hasEthicsApproval), yesOrNo),
    ]
  }
}
