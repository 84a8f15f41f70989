internal import CartularyModel

// Licences as other formats hold them: one where there is room for one, and never more open than the record says.

extension License {
  /// A text by which others know the licence and from which it can be read again: the address of its SPDX page, what
  /// the source wrote, or the id. `nil` if nothing is stated.
  ///
  /// None of them is read as a more open licence; if all would be, it is the id of a licence that has to be read.
  var exchangeText: String? {
    guard id != License.notStated.id else { return nil }
    let spellings = ["https://spdx.org/licenses/" + id, id, text].compactMap { $0 }
    let exact = spellings.first { spelling in
      let read = LicenseTable.standard.licenses(from: spelling)
      guard read.count == 1 else { return false }
      return id == License.customID ? read[0] == self : read[0].id == id && read[0].openness == openness
    }
    let safe = [text, id].compactMap(\.self).first { spelling in
      LicenseTable.standard.licenses(from: spelling).contains {
        $0.openness >= openness && $0.openness != .none
      }
    }
    return exact ?? safe ?? License.customID
  }
}

extension Dataset {
  /// The licences to write for the dataset as a whole.
  ///
  /// - Parameter forms: The distributions that are written with licences of their own. If one that is not has the
  ///   strictest licence of all, the document would be more open than the record without it.
  func exportedLicenses(besides forms: [Distribution]) -> [License] {
    let written = licenses + forms.flatMap(\.licenses)
    guard let strictest = written.strictest, let whole = effectiveLicenses.strictest,
      whole.openness > strictest.openness
    else { return licenses }
    return licenses + [whole]
  }

  /// The relations to others: a record that is a part or a version of itself stops some readers.
  var exportedRelations: [Relation] {
    let own = Set([id, OwnAddress.address(of: id)] + identifiers)
    return relations.filter { !own.contains($0.target) }
  }
}
