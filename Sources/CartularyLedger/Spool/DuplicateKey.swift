internal import CartularyModel

/// What makes two records with different ids look like the same dataset: never enough to merge them, but
/// worth telling.
enum DuplicateKey {
  /// Keys of a record; two records with one in common are alike. Few records have more than three.
  static func keys(of dataset: Dataset) -> Set<String> {
    var keys: Set<String> = []
    for identifier in dataset.identifiers {
      let folded = letters(withoutScheme(identifier.lowercased()))
      // A bare number names a dataset only within its catalog.
      if folded.contains(where: \.isLetter), folded.count >= 6 { keys.insert("identifier:" + folded) }
    }
    let words = Set(words(dataset.title)).sorted()
    if words.count > 1, let publisher = dataset.publisher?.name {
      keys.insert("title:" + words.joined(separator: " ") + " of " + letters(publisher.lowercased()))
    }
    return keys
  }

  /// Why records with a key in common are alike, in words.
  static func reason(_ key: String) -> String {
    key.hasPrefix("identifier:") ? "the same identifier" : "nearly the same title, and the same publisher"
  }

  private static func letters(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

  /// Words of a title, in which order, case, signs and articles do not count.
  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter {
      !["the", "a", "an", "of", "and", "for", "in", "on"].contains($0)
    }
  }

  /// Not `DOI.withoutResolver`: keys are stored, and those of a catalog that exists have to equal new ones.
  private static func withoutScheme(_ text: String) -> String {
    for scheme in ["https://doi.org/", "http://dx.doi.org/", "doi:", "https://", "http://"]
    where text.hasPrefix(scheme) {
      return String(text.dropFirst(scheme.count))
    }
    return text
  }
}
