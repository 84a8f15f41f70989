internal import Crypto
internal import Foundation

/// What a page says of a script that it loads from another site: the browser runs it only if it is these bytes. Source:
/// W3C, Subresource Integrity.
package struct IntegrityHash: Sendable, Equatable, CustomStringConvertible {
  /// `sha384-` and Base64, as the attribute `integrity` takes it.
  package let description: String

  package init(of bytes: [UInt8]) {
    description = "sha384-" + Data(SHA384.hash(data: bytes)).base64EncodedString()
  }
}
