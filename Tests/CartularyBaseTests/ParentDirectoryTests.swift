import CartularyBase
import Testing

@Suite("Parent directories")
struct ParentDirectoryTests {
  @Test(
    "the directory of a path, however short",
    arguments: [
      ("a/b", "a"), ("/a/b", "/a"), ("a/b/", "a"), ("a//b", "a"), ("./c", "."), ("../c", ".."), ("cat", "."),
      ("c", "."), ("c/", "."), ("/c", "/"), ("//c", "/"), ("/", "/"), ("", "."), ("ä/ü", "ä"),
      ("a/\u{301}b", "a"),
    ])
  func parents(path: String, parent: String) {
    #expect(path.parentDirectory == parent)
  }
}
