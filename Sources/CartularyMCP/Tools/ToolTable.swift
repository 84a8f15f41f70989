internal import CartularyManifests

/// Every tool, in the order in which they are listed.
enum ToolTable {
  static let own: [Tool] = [
    .overview, .searchDatasets, .getDataset, .mayIUse, .searchVariables, .compareDatasets, .similarDatasets,
    .listValues, .explainQuery,
  ]

  static let connectors: [Tool] = [.connectorSearch, .connectorFetch]

  static func tools(withConnectors: Bool) -> [Tool] { own + (withConnectors ? connectors : []) }
}
