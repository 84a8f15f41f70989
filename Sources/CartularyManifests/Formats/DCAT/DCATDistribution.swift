internal import CartularyModel

/// Maps a `dcat:Distribution` to ours.
enum DCATDistribution {
  static func read(
    _ fields: inout LinkedFields, into access: inout AccessTerms, _ report: inout SourceReport
  ) -> Distribution {
    var distribution = Distribution()
    distribution.title = fields.text("dct:title", "rdfs:label")
    distribution.description = fields.text("dct:description")
    distribution.accessURL = fields.address("dcat:accessURL")
    distribution.downloadURL = fields.address("dcat:downloadURL")
    // DCAT-AP advises to repeat the download where nothing else gives access.
    if distribution.accessURL == distribution.downloadURL { distribution.accessURL = nil }
    if distribution.accessURL == nil, distribution.downloadURL == nil {
      report.say(
        .missingInSource, "the distribution says neither 'dcat:accessURL' nor 'dcat:downloadURL'",
        at: fields.resource.mark)
    }
    let mediaType = fields.address("dcat:mediaType").map(AuthorityCodes.mediaType)
    distribution.mediaType = mediaType.flatMap { $0.contains("://") ? nil : $0 }
    distribution.format = format(&fields) ?? mediaType.flatMap(AuthorityCodes.format)
    readSize(&fields, into: &distribution, &report)
    distribution.checksum = checksum(&fields, &report)
    distribution.licenses = fields.licenses("dct:license", report: &report)
    distribution.rights = fields.text("dct:rights")
    readRestrictions(&fields, into: &distribution, &access)
    for name in ["odrl:hasPolicy"] {
      let rest = UseTerms.read(fields.values(name), in: fields.graph, into: &access, report: &report)
      for value in rest { fields.keep(value, of: fields.key(of: [name])) }
    }
    return distribution
  }

  private static func format(_ fields: inout LinkedFields) -> String? {
    guard let value = fields.values("dct:format").first else { return nil }
    if let label = fields.label(of: value), !label.contains("://") { return AuthorityCodes.format(label) }
    return fields.address(of: value).flatMap(AuthorityCodes.format)
  }

  private static func readSize(
    _ fields: inout LinkedFields, into distribution: inout Distribution, _ report: inout SourceReport
  ) {
    guard let value = fields.values("dcat:byteSize").first else { return }
    let text = fields.address(of: value) ?? ""
    // Some write a decimal, as DCAT 1 required one.
    if let number = Double(text), number >= 0, number < 1e18 {
      distribution.byteCount = Int(number)
    } else {
      fields.keep("dcat:byteSize")
      report.say(.unreadableInSource, "'\(text.prefix(80))' is not a number of bytes", at: value.mark)
    }
  }

  private static func checksum(_ fields: inout LinkedFields, _ report: inout SourceReport) -> String? {
    guard let value = fields.values("spdx:checksum").first else { return nil }
    guard let resource = fields.graph.resource(of: value) else {
      fields.keep("spdx:checksum")
      return nil
    }
    var part = LinkedFields(resource, in: fields.graph)
    let digits = part.text("spdx:checksumValue")
    let algorithm = part.address("spdx:algorithm").map {
      LinkedFields.localName($0).lowercased().split(separator: "_").last.map(String.init) ?? ""
    }
    guard let digits, let algorithm, Checksum.isHexadecimal(digits) else {
      fields.keep("spdx:checksum")
      report.say(.unreadableInSource, "the checksum has no algorithm or no digits", at: value.mark)
      return nil
    }
    return algorithm + ":" + digits.lowercased()
  }

  /// DCAT-US 3 states in a distribution who may have it and how it may be used.
  private static func readRestrictions(
    _ fields: inout LinkedFields, into distribution: inout Distribution, _ access: inout AccessTerms
  ) {
    for (name, label) in DCATUS3Restriction.names {
      for value in fields.values(name) {
        guard let text = DCATUS3Restriction.text(value, in: fields) else {
          fields.keep(value, of: fields.key(of: [name]))
          continue
        }
        let line = label + ": " + text
        if name == "dcat-us:useRestriction" {
          distribution.rights = [distribution.rights, line].compactMap { $0 }.joined(separator: "; ")
        } else if access.note?.contains(line) != true {
          access.note = [access.note, line].compactMap { $0 }.joined(separator: "; ")
        }
      }
    }
  }
}
