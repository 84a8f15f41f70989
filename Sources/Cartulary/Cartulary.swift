@_exported public import CartularyBase
@_exported public import CartularyCatalog
@_exported public import CartularyLedger
@_exported public import CartularyManifests
@_exported public import CartularyModel
@_exported public import CartularyQuery
@_exported public import CartularyWire
