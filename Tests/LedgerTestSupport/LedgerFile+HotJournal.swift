internal import Foundation
internal import GRDB

extension LedgerFile {
  /// Leaves a ledger as a publication does that is killed within its transaction: half written, with the journal that
  /// undoes it.
  package static func interruptPublication(at path: String) throws {
    let (copy, journal) = (path + ".copy", path + "-journal")
    var configuration = Configuration()
    // So that pages are written before the commit.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = 1") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { database in
      try database.inTransaction {
        try database.execute(
          sql: "UPDATE revision SET record = record || \'                                \'")
        for number in 0..<200 {
          try database.execute(
            sql: "INSERT INTO likeness (key, id) VALUES (?, ?)",
            arguments: [String(repeating: "x", count: 400) + String(number), "interrupted"])
        }
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        try FileManager.default.copyItem(atPath: journal, toPath: copy + "-journal")
        return .rollback
      }
    }
    try queue.close()
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: copy, toPath: path)
    try FileManager.default.moveItem(atPath: copy + "-journal", toPath: journal)
  }
}
