import Foundation
import TestSupport

extension TemporaryDirectory {
  /// The path of something in the directory.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try write(Data(bytes), to: name)
  }

  func read(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: self(name))))
  }
}
