internal import CartularyBase

// One name for each place, however it is written: facets count by it.

extension Place {
  /// The place's own name and its country's, each in the one form that facets show; empty where neither is stated.
  package var plainNames: [String] {
    let country = code.map { Countries.name(of: $0.uppercased()) ?? $0 }
    return [name.map(Self.plain), country].compactMap { $0 }
  }

  /// How facets show a place that somebody asks for: a country by its name, also where two letters are given.
  package static func plainName(_ text: String) -> String {
    Countries.region(for: text).flatMap(Countries.name) ?? plain(text)
  }

  /// A country's name where the text certainly means it; else the text. It depends on nothing that search leaves out
  /// of account, such as case and accents.
  private static func plain(_ name: String) -> String {
    Countries.code(for: FoldedText.words(name).uppercased()).flatMap(Countries.name) ?? name
  }
}
