import Corpus
import Foundation

// WriteCorpus COUNT FOLDER [--audiences N] [--terms N] [--seed N]: writes a corpus that is the same every time.

/// Takes an option and its number out of the arguments; `nil` without it.
func take(_ name: String, from arguments: inout [String]) -> Int? {
  guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
  defer { arguments.removeSubrange(place...place + 1) }
  return Int(arguments[place + 1])
}

var arguments = Array(CommandLine.arguments.dropFirst())
let audiences = take("--audiences", from: &arguments)
let terms = take("--terms", from: &arguments)
let seed = take("--seed", from: &arguments)
guard arguments.count == 2, let count = Int(arguments[0]), count > 0 else {
  FileHandle.standardError.write(
    Data("usage: WriteCorpus COUNT FOLDER [--audiences N] [--terms N] [--seed N]\n".utf8))
  exit(64)
}
let corpus = Corpus(count: count, audiences: audiences ?? 0, terms: terms ?? 0, seed: UInt64(seed ?? 7))
try corpus.write(to: URL(fileURLWithPath: arguments[1]))
