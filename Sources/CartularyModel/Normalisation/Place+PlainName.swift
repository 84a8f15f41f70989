internal import CartularyBase

// One name for each place, however it is written: facets count by it.

extension Place {
  /// The place's own name and its country's, each in the one form that facets show; empty where neither is stated.
  package var plainNames: [String] {
    let country = code.flatMap { Countries.name(of: $0.uppercased()) }
    // A code that is the name of something else to some, as CA is California, is a value of its own as well: whoever
    // asks for it finds both.
    let own = code.flatMap { country != nil && Self.plainName($0) != $0 ? nil : $0 }
    return [name.map(Self.plainName), country, own].compactMap { $0 }
  }

  /// A country's name where the text certainly means it; else the text. It depends on nothing that search leaves out
  /// of account, such as case and accents.
  package static func plainName(_ name: String) -> String {
    Countries.code(for: FoldedText.words(name).uppercased()).flatMap(Countries.name) ?? name
  }
}
