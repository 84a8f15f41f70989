internal import CartularyBase
internal import CartularyModel

/// Puts the entries of native manifests in the order of their tables.
enum NativeOrder {
  static func ordered(_ value: ManifestValue, keys: [KeyOutline]) -> ManifestValue {
    var copy = value
    switch value.content {
    case .null, .scalar: return value
    case .list(let items):
      copy.content = .list(items.map { $0.with(ordered($0.value, keys: keys)) })
    case .map(let items):
      copy.content = .map(sorted(items, keys))
    }
    return copy
  }

  private static func sorted(_ items: [ManifestItem], _ keys: [KeyOutline]) -> [ManifestItem] {
    var placed: [(place: Int, item: ManifestItem)] = []
    for item in items {
      guard let place = keys.firstIndex(where: { $0.name == item.key || $0.aliases.contains(item.key) })
      else {
        placed.append((keys.count, item))
        continue
      }
      var item = item.with(shaped(item.value, keys[place].shape))
      item.key = keys[place].name
      placed.append((place, item))
    }
    let order = placed.indices.sorted { (placed[$0].place, $0) < (placed[$1].place, $1) }
    return order.map { placed[$0].item }
  }

  /// A value with what its shape determines: the order of its entries, the spelling of codes, which texts are dates.
  private static func shaped(_ value: ManifestValue, _ shape: ManifestShape) -> ManifestValue {
    switch shape {
    case .map(let keys, let shorthand), .maps(let keys, let shorthand):
      return each(value) { value in
        if value.isScalar { return shorthand.map { shaped(value, $0) } ?? value }
        return ordered(value, keys: keys)
      }
    case .code(_, let codes), .codes(_, let codes):
      return each(value) { value in
        guard case .scalar(let text, .text) = value.content else { return value }
        let folded = FoldedText.code(text)
        return codes.contains { $0.code == folded } ? .text(folded) : value
      }
    case .date: return scalar(value, .date)
    case .integer: return scalar(value, .number)
    case .numbers: return each(value) { scalar($0, .number) }
    case .either(let shapes):
      if case .scalar(let text, .text) = value.content, TemporalCoverage(text) != nil,
        shapes.contains(where: \.isPattern)
      {
        return scalar(value, .date)
      }
      return shapes.reduce(value) { value, shape in
        switch shape {
        case .map, .maps, .numbers: value.isScalar ? value : shaped(value, shape)
        default: value
        }
      }
    case .text, .texts, .labels, .pattern, .textMap, .anyMap: return value
    }
  }

  private static func each(_ value: ManifestValue, _ change: (ManifestValue) -> ManifestValue)
    -> ManifestValue
  {
    guard case .list(let items) = value.content else { return change(value) }
    var copy = value
    copy.content = .list(items.map { $0.with(change($0.value)) })
    return copy
  }

  /// Only text that can be read so; anything else stays as it was written.
  private static func scalar(_ value: ManifestValue, _ kind: ManifestValue.Scalar) -> ManifestValue {
    guard case .scalar(let text, .text) = value.content,
      kind == .date ? PartialDate(text) != nil || TemporalCoverage(text) != nil : isNumber(text)
    else { return value }
    return ManifestValue(content: .scalar(text, kind))
  }
}

extension ManifestShape {
  fileprivate var isPattern: Bool {
    if case .pattern = self { true } else { false }
  }
}

extension NativeOrder {
  /// A number as JSON writes it, so that it is a number in both syntaxes.
  private static func isNumber(_ text: String) -> Bool {
    var reader = JSONReader(Array(text.utf8))
    guard let first = text.utf8.first, first == 0x2D || (0x30...0x39).contains(first) else { return false }
    return (try? reader.document()) != nil
  }
}

extension ManifestItem {
  func with(_ value: ManifestValue) -> ManifestItem {
    var copy = self
    copy.value = value
    return copy
  }
}
