/// The version of what the ledger stores.
package enum LedgerFormat {
  package static let current = 4
}
