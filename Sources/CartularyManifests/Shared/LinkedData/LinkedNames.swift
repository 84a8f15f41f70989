/// The one name of each property and class, whatever a source calls it: `dct:title` for `title`,
/// `dcterms:title` and `http://purl.org/dc/terms/title`.
enum LinkedNames {
  /// The name of an absolute address; the address itself if it is not in a known namespace.
  static func name(of address: String) -> String {
    // Namespaces end in `#` or `/`, except for the OBO ontologies, which end in `DUO_` and the like.
    guard let separator = address.lastIndex(where: { $0 == "#" || $0 == "/" }) else { return address }
    let local = address[address.index(after: separator)...]
    if let prefix = prefixes[String(address[...separator])] { return "\(prefix):\(local)" }
    return address
  }

  /// The namespace of a prefix that is used without being declared.
  static func namespace(of prefix: String) -> String? { namespaces[prefix] }

  /// The first of each prefix is the one that is used in names.
  private static let table: [(prefix: String, namespace: String)] = [
    ("dct", "http://purl.org/dc/terms/"), ("dcterms", "http://purl.org/dc/terms/"),
    ("dc", "http://purl.org/dc/elements/1.1/"), ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"), ("dcat-us", "http://resources.data.gov/ontology/dcat-us#"),
    ("dcat-us", "https://resources.data.gov/ontology/dcat-us#"), ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"), ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("adms", "http://www.w3.org/ns/adms#"), ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"), ("odrl", "http://www.w3.org/ns/odrl/2/"),
    ("odrs", "http://schema.theodi.org/odrs#"), ("spdx", "http://spdx.org/rdf/terms#"),
    ("spdx", "https://spdx.org/rdf/terms/#"), ("locn", "http://www.w3.org/ns/locn#"),
    ("gsp", "http://www.opengis.net/ont/geosparql#"), ("time", "http://www.w3.org/2006/time#"),
    ("dqv", "http://www.w3.org/ns/dqv#"), ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"), ("schema", "https://schema.org/"),
    ("schema", "http://schema.org/"), ("sc", "https://schema.org/"), ("sdo", "https://schema.org/"),
    ("cr", "http://mlcommons.org/croissant/"), ("cr", "https://mlcommons.org/croissant/"),
    ("cr", "http://mlcommons.org/schema/"), ("ml", "http://mlcommons.org/schema/"),
    ("rai", "http://mlcommons.org/croissant/RAI/"), ("obo", "http://purl.obolibrary.org/obo/"),
    ("dpv", "https://w3id.org/dpv#"), ("dpv", "http://www.w3.org/ns/dpv#"),
    ("eli", "http://data.europa.eu/eli/ontology#"), ("cc", "http://creativecommons.org/ns#"),
    ("wdrs", "http://www.w3.org/2007/05/powder-s#"),
  ]

  private static let prefixes = Dictionary(
    table.map { ($0.namespace, $0.prefix) }, uniquingKeysWith: { first, _ in first })

  private static let namespaces = Dictionary(
    table.map { ($0.prefix, $0.namespace) }
      + [
        ("duo", "http://purl.obolibrary.org/obo/DUO_"), ("mondo", "http://purl.obolibrary.org/obo/MONDO_"),
        ("nal-frequency", "http://publications.europa.eu/resource/authority/frequency/"),
      ], uniquingKeysWith: { first, _ in first })
}
