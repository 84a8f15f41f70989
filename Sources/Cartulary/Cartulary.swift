@_exported public import CartularyCatalog
@_exported public import CartularyManifests
@_exported public import CartularyModel
@_exported public import CartularyQuery
