/// `/embed`: a frame for pages of other sites.
struct EmbedPage: Sendable {
  var frame: FramePage
}

struct FramePage: Sendable {
  var frameTitle = ""
  var frameStyle = ""
  var frameAction = ""
  var frameQuery = ""
  var frameKept: [KeptField] = []
  var frameFilter: String?
  var frameFacets: [FrameFacet] = []
  var frameFault: String?
  var frameCount = ""
  var frameHits: [HitCard] = []
  var frameAllHref = ""
  var frameAllText = ""
}

struct KeptField: Sendable {
  var keptName: String
  var keptValue: String
}

struct FrameFacet: Sendable {
  var facetTitle: String
  var facetName: String
  var facetValues: [FacetChoice]
}
