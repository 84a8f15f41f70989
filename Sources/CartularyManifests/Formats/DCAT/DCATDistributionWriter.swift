internal import CartularyModel

/// Our distributions as `dcat:Distribution`: the inverse of `DCATDistribution`.
enum DCATDistributionWriter {
  /// - Returns: `nil` if nothing says where it is available: DCAT-AP has no distribution without `dcat:accessURL`.
  ///   Where there is only a download, its address is written twice, as DCAT-AP advises.
  static func node(_ distribution: Distribution) -> RDFNode? {
    let addresses = [distribution.accessURL, distribution.downloadURL]
    guard let access = addresses.lazy.compactMap({ RDFTerm.link($0) }).first else { return nil }
    var node = RDFNode("dcat:Distribution")
    node.add("dct:title", text: distribution.title)
    node.add("dct:description", text: distribution.description)
    node.add("dcat:accessURL", access)
    node.add("dcat:downloadURL", .link(distribution.downloadURL))
    node.add("dct:format", LinkedPartsWriter.labelled(distribution.format, "dct:MediaTypeOrExtent"))
    node.add("dcat:mediaType", .link(distribution.mediaType.map { mediaTypes + $0 }))
    node.add("dcat:byteSize", distribution.byteCount.map { .typed(String($0), "xsd:nonNegativeInteger") })
    node.add("spdx:checksum", distribution.checksum.flatMap(checksum))
    node.add(
      "dct:license",
      LinkedPartsWriter.licenses(
        distribution.licenses.strictest.map { [$0] } ?? [], as: "dct:LicenseDocument"))
    node.add("dct:rights", LinkedPartsWriter.labelled(distribution.rights, "dct:RightsStatement"))
    return node
  }

  private static let mediaTypes = "https://www.iana.org/assignments/media-types/"

  /// - Returns: `nil` if the algorithm is not stated.
  private static func checksum(_ text: String) -> RDFTerm? {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, Checksum.isHexadecimal(parts[1]) else { return nil }
    var node = RDFNode("spdx:Checksum")
    node.add("spdx:algorithm", .link("http://spdx.org/rdf/terms#checksumAlgorithm_" + parts[0]))
    node.add("spdx:checksumValue", .typed(parts[1], "xsd:hexBinary"))
    return .node(node)
  }
}
