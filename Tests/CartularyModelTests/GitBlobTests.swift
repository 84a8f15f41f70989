import Testing

@testable import CartularyModel

/// Names by `git hash-object --stdin`, with `--object-format=sha256` for the long one.
@Suite("Names of contents in git")
struct GitBlobTests {
  private static let sha1 = "ce013625030ba8dba906f756967f9e9ca394464a"
  private static let sha256 = "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4"

  @Test("content is known by its name", arguments: [sha1, sha256])
  func content(name: String) {
    #expect(GitBlob.isContent(Array("hello\n".utf8), of: name))
    #expect(GitBlob.isContent(Array("hello\r\n".utf8), of: name), "the line ends of Windows")
    #expect(!GitBlob.isContent(Array("hello\r".utf8), of: name))
    #expect(!GitBlob.isContent(Array("hello".utf8), of: name))
    #expect(!GitBlob.isContent([], of: name))
  }
}
