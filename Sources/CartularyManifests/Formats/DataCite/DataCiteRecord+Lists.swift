internal import CartularyBase
internal import CartularyModel

// When, where, on what terms and in which forms: DataCite's lists with a type for each item.

extension DataCiteRecord {
  mutating func readDates(into dataset: inout Dataset, _ report: inout SourceReport) {
    var covered: [String: TemporalCoverage] = [:]
    var available: [String] = []
    for item in fields.value("dates")?.items ?? [] {
      guard let text = item["date"]?.firstText else { continue }
      let type = item["dateType"]?.firstText ?? "Other"
      var isRead = false
      switch type {
      case "Available":
        available.append(text)
        isRead = true
      case "Issued" where dataset.issued == nil:
        dataset.issued = PartialDate(written: text)
        isRead = dataset.issued != nil
      case "Updated":
        // The last of several updates is the date of the last change.
        if let date = PartialDate(written: text) {
          if let earlier = dataset.modified, earlier.lastDay > date.lastDay { break }
          dataset.modified = date
          isRead = true
        }
      case "Coverage", "Collected":
        if covered[type] == nil {
          let coverage = TemporalCoverage(writtenOrText: text)
          covered[type] = coverage
          isRead = true
          if coverage.isOnlyText {
            report.say(
              .unreadableInSource, "'\(type)' is not a valid period: '\(text.prefix(80))'",
              at: item["date"]?.mark)
          }
        }
      default: break
      }
      if !isRead { unmapped.add(text, of: "", at: "dates.\(type)") }
      if !isRead, ["Issued", "Updated"].contains(type), PartialDate(written: text) == nil {
        report.say(
          .unreadableInSource, "'\(type)' is not a valid date: '\(text.prefix(80))'", at: item["date"]?.mark)
      }
      if let information = item["dateInformation"]?.firstText {
        unmapped.add(information, of: type, at: "dates.dateInformation")
      }
    }
    dataset.temporal = covered["Coverage"] ?? covered["Collected"]
    if covered["Coverage"] != nil, let collected = covered["Collected"] {
      let ends = [collected.start, collected.end].map { $0?.description ?? ".." }
      unmapped.add(collected.text ?? ends.joined(separator: "/"), of: "", at: "dates.Collected")
    }
    let year = fields.date("publicationYear", report: &report)
    if dataset.issued == nil { dataset.issued = year }
    for text in available { readAvailable(text, into: &dataset) }
  }

  /// The day from which it can be had: the end of an embargo if that comes after the day of issue. Records of ours have
  /// the date for that alone.
  private mutating func readAvailable(_ text: String, into dataset: inout Dataset) {
    let date = PartialDate(written: text)
    if let date, dataset.access.embargoUntil == nil,
      isOwn || dataset.issued.map({ date.firstDay > $0.lastDay }) == true
    {
      dataset.access.embargoUntil = date
    } else {
      unmapped.add(text, of: "", at: "dates.Available")
    }
  }

  mutating func readPlaces(into dataset: inout Dataset, _ report: inout SourceReport) {
    for item in fields.value("geoLocations")?.items ?? [] {
      var place = Place(name: item["geoLocationPlace"]?.firstText)
      if let box = item["geoLocationBox"] {
        place.box = Self.box(
          box, "westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
        if place.box == nil { sayNoPlace(box, &report) }
      } else if let point = item["geoLocationPoint"] {
        place.box = Self.box(point, "pointLongitude", "pointLatitude", "pointLongitude", "pointLatitude")
        if place.box == nil { sayNoPlace(point, &report) }
      }
      if let polygon = item["geoLocationPolygon"] {
        unmapped.add(polygon, at: "geoLocations.geoLocationPolygon")
      }
      if place != Place() { dataset.spatial.append(place) }
    }
  }

  private mutating func sayNoPlace(_ node: SourceNode, _ report: inout SourceReport) {
    report.say(.unreadableInSource, "not a valid place on the globe", at: node.mark)
    unmapped.add(node, at: "geoLocations")
  }

  private static func box(
    _ node: SourceNode, _ west: String, _ south: String, _ east: String, _ north: String
  ) -> BoundingBox? {
    let sides = [west, south, east, north].compactMap { node[$0]?.firstText.flatMap(Double.init) }
    guard sides.count == 4 else { return nil }
    return BoundingBox(anyLongitudes: sides[0], sides[1], sides[2], sides[3])
  }

  /// A licence, a statement of rights, or a note on who may access the data: DataCite has one list for all.
  mutating func readRights(into dataset: inout Dataset, _ report: inout SourceReport) {
    var statements: [String] = []
    for item in fields.value("rightsList", "rights")?.items ?? [] {
      var text = item["rights"]?.firstText ?? item.firstText
      var uri = (item["rightsUri"] ?? item["rightsURI"])?.firstText
      var identifier = item["rightsIdentifier"]?.firstText
      readAccess(item["accessType"], into: &dataset, &report)
      if isOwn, uri == nil, identifier == nil {
        statements += [text].compactMap(\.self)
        continue
      }
      // What says who gets at the data is not a licence; the rest of the item may be one.
      let levels = [uri, text, identifier].map { $0.flatMap(AuthorityCodes.accessRights) }
      if levels[0] != nil { uri = nil }
      if levels[1] != nil { text = nil }
      if levels[2] != nil { identifier = nil }
      dataset.accessRights = ([dataset.accessRights] + levels).compactMap(\.self).strictest
      if uri == nil, text == nil, identifier == nil { continue }
      let licenses = LicenseTable.standard.licenses(fromAnyOf: [identifier, uri, text])
      let isKnown = licenses.contains { $0.id != License.customID && $0.openness != .none }
      // Words alone are a statement; an unknown address or id is a custom licence.
      if isKnown || uri != nil || identifier != nil {
        for license in licenses
        where !dataset.licenses.contains(where: { $0.id == license.id && $0.text == license.text }) {
          dataset.licenses.append(license)
        }
        if !isKnown, let name = identifier ?? uri { report.sayCustomLicense(name, at: item.mark) }
      }
      if !isKnown, let text { statements.append(text) }
    }
    if !statements.isEmpty { dataset.rights = statements.joined(separator: "\n") }
    readAccess(fields.value("accessType"), into: &dataset, &report)
  }

  private mutating func readAccess(
    _ node: SourceNode?, into dataset: inout Dataset, _ report: inout SourceReport
  ) {
    guard let text = node?.firstText else { return }
    if let rights = AuthorityCodes.accessRights(text) {
      dataset.accessRights = [dataset.accessRights, rights].compactMap(\.self).strictest
    } else {
      unmapped.add(text, of: "", at: "accessType")
      report.say(.unreadableInSource, "access type '\(text.prefix(80))' is not known", at: node?.mark)
    }
  }

  /// Formats and sizes are two lists that do not say which belongs to which.
  mutating func readForms(into dataset: inout Dataset) {
    let formats = fields.texts("formats")
    let addresses = fields.texts("contentUrl")
    let sizes = fields.texts("sizes")
    for (index, format) in formats.enumerated() {
      var form = Distribution()
      form.format = FormatName.short(format)
      if MarkdownLink.isWeb(format) { unmapped.add(format, of: "", at: "formats") }
      form.mediaType = FormatName.mediaType(format)
      if formats.count == addresses.count { form.downloadURL = addresses[index] }
      dataset.distributions.append(form)
    }
    if formats.count != addresses.count {
      dataset.distributions += addresses.map { address in
        var form = Distribution()
        form.downloadURL = address
        return form
      }
    }
    if sizes.count == 1, dataset.distributions.count == 1, let count = Self.byteCount(sizes[0]) {
      dataset.distributions[0].byteCount = count
    } else if !sizes.isEmpty {
      fields.keep("sizes")
    }
  }

  /// Only exact sizes: `1024 bytes`, not `1 KB`.
  private static func byteCount(_ text: String) -> Int? {
    let parts = text.lowercased().split(separator: " ")
    guard parts.count == 2, ["b", "byte", "bytes"].contains(parts[1]) else { return nil }
    return Int(parts[0]).flatMap { $0 >= 0 ? $0 : nil }
  }

  private static let relationKinds: [String: RelationKind] = [
    "IsPartOf": .partOf, "HasPart": .hasPart, "IsDerivedFrom": .derivedFrom, "IsSourceOf": .sourceOf,
    "IsVersionOf": .versionOf, "IsNewVersionOf": .replaces, "Obsoletes": .replaces,
    "IsPreviousVersionOf": .replacedBy, "IsObsoletedBy": .replacedBy, "IsVariantFormOf": .related,
    "IsOriginalFormOf": .related,
  ]

  /// Relations to other data; what cites it or is cited is not a dataset in a catalog, and is kept unmapped.
  mutating func readRelations(into dataset: inout Dataset) {
    for item in fields.value("relatedIdentifiers")?.items ?? [] {
      guard let text = item["relatedIdentifier"]?.firstText else { continue }
      let target = DOI.bare(in: text).map { "https://doi.org/" + $0 } ?? text
      // Only looked at: `IsNewVersionOf` says more than that this replaces that.
      let type = item["relationType"]?.glance ?? "Other"
      if let kind = Self.relationKinds[type] {
        dataset.relations.append(Relation(kind: kind, target: OwnAddress.target(of: target)))
      } else if type == "HasMetadata", dataset.dataDictionary == nil {
        dataset.dataDictionary = DataDictionary(url: target)
      } else if type == "IsIdenticalTo" {
        dataset.identifiers.append(DOI.bare(in: text).map { "doi:" + $0 } ?? text)
      } else {
        unmapped.add(target, of: "", at: "relatedIdentifiers.\(type)")
        item["relationType"]?.markAsRead()
      }
    }
  }
}
