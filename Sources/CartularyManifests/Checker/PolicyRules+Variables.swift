internal import CartularyBase
internal import CartularyModel

// What the data dictionary says.

extension PolicyRules {
  static let variableRules: [PolicyRule] = [
    PolicyRule(code: .minimumAboveMaximum) { subject in
      subject.variables.compactMap { variable, path in
        guard let minimum = variable.minimum, let maximum = variable.maximum,
          let low = Double(minimum), let high = Double(maximum), low > high
        else { return nil }
        return PolicyFinding(
          "the minimum \(minimum) of '\(variable.name)' is above its maximum \(maximum)",
          path: path + [.key("minimum")])
      }
    },
    PolicyRule(code: .duplicateVariable) { subject in
      var findings: [PolicyFinding] = []
      for (index, table) in (subject.dataset.dataDictionary?.tables ?? []).enumerated() {
        var seen: Set<String> = []
        for (number, variable) in table.variables.enumerated() where !seen.insert(variable.name).inserted {
          findings.append(
            PolicyFinding(
              "the table has '\(variable.name)' already", help: "give one of them a different name",
              at: .key("data-dictionary"), .variables(table: index), .item(number), .key("name")))
        }
      }
      return findings
    },
    PolicyRule(code: .publicIdentifier) { subject in
      guard subject.isPublic else { return [] }
      return subject.variables.compactMap { variable, path in
        guard let kind = variable.identifier, kind == .direct || kind == .key else { return nil }
        return PolicyFinding(
          "'\(variable.name)' identifies people, and the dataset is public",
          help: "leave the variable out, say what was done to it, or raise 'sensitivity'",
          path: path + [.key("identifier")])
      }
    },
    PolicyRule(code: .likelyIdentifier) { subject in
      guard subject.isPublic else { return [] }
      return subject.variables.compactMap { variable, path in
        guard variable.identifier == nil, let meaning = LikelyIdentifier.meaning(of: variable) else {
          return nil
        }
        return PolicyFinding(
          "'\(variable.name)' looks like \(meaning), and the dataset is public",
          help: "add 'identifier: none' if it does not identify anyone, otherwise say which kind it is",
          path: path)
      }
    },
  ]
}

extension PolicySubject {
  fileprivate var variables: [(Variable, [PolicyFinding.Step])] {
    (dataset.dataDictionary?.tables ?? []).enumerated().flatMap { index, table in
      table.variables.enumerated().map { number, variable in
        (variable, [.key("data-dictionary"), .variables(table: index), .item(number)])
      }
    }
  }
}

/// Variables whose names are those of direct identifiers.
///
/// Whole words decide: `name` counts by itself or with a word for a person, so `station_name` does not.
enum LikelyIdentifier {
  static func meaning(of variable: Variable) -> String? {
    [variable.name, variable.label ?? ""].lazy.compactMap { meaning(of: words(of: $0)) }.first
  }

  private static func meaning(of words: [String]) -> String? {
    // "name" alone may be a person's; "station name" is not.
    if words == ["name"] { return "a person's name" }
    return phrases.first(in: words)
  }

  /// Words of `dateOfBirth`, `date_of_birth` and "Date of birth" alike.
  private static func words(of text: String) -> [String] {
    if let words = plainWords(of: text) { return words }
    var words: [String] = []
    var word = ""
    var previous: Character = " "
    for character in text {
      if character.isUppercase, previous.isLowercase, !word.isEmpty {
        words.append(word)
        word = ""
      }
      if character.isLetter || character.isNumber {
        word += character.lowercased()
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
      previous = character
    }
    return word.isEmpty ? words : words + [word]
  }

  /// The same for ASCII, as nearly all names are, without asking Unicode's tables; `nil` for other texts.
  private static func plainWords(of text: String) -> [String]? {
    var words: [String] = []
    var word: [UInt8] = []
    var isAfterLowercase = false
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      switch byte {
      case 0x80...: return nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if isAfterLowercase { end() }
        word.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
      default: end()
      }
      isAfterLowercase = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    end()
    return words
  }

  private static let phrases = PhraseTable<String>([
    ("first name", "a person's name"), ("last name", "a person's name"), ("full name", "a person's name"),
    ("surname", "a person's name"), ("forename", "a person's name"), ("given name", "a person's name"),
    ("family name", "a person's name"), ("patient name", "a person's name"),
    ("maiden name", "a person's name"),
    ("firstname", "a person's name"), ("lastname", "a person's name"), ("fullname", "a person's name"),
    ("customer name", "a person's name"), ("student name", "a person's name"),
    ("email", "an email address"), ("e mail", "an email address"), ("email address", "an email address"),
    ("phone", "a telephone number"), ("telephone", "a telephone number"),
    ("mobile number", "a telephone number"),
    ("phone number", "a telephone number"), ("fax number", "a telephone number"),
    ("nhs number", "a health number"), ("nhs no", "a health number"),
    ("medical record number", "a health number"),
    ("mrn", "a health number"), ("ssn", "a social security number"),
    ("social security number", "a social security number"),
    ("national insurance number", "a national number"),
    ("national id", "a national number"), ("passport number", "a passport number"),
    ("passport", "a passport number"), ("drivers license number", "a licence number"),
    ("date of birth", "a date of birth"), ("dob", "a date of birth"), ("birth date", "a date of birth"),
    ("birthdate", "a date of birth"), ("home address", "an address"), ("street address", "an address"),
    ("postal address", "an address"), ("postcode", "a place of residence"),
    ("zip code", "a place of residence"),
    ("ip address", "an internet address of a person"), ("ipaddress", "an internet address of a person"),
    ("credit card number", "a payment card"), ("iban", "a bank account"), ("licence plate", "a number plate"),
    ("license plate", "a number plate"), ("device id", "a person's device"), ("imei", "a person's device"),
    ("lat", "an exact place"), ("latitude", "an exact place"), ("lon", "an exact place"),
    ("lng", "an exact place"),
    ("longitude", "an exact place"),
  ])
}
