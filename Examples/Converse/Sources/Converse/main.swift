// Talks to `cartulary repl --protocol jsonl`: one JSON object a line, answered by one JSON object a line.
//
//   Converse PROGRAM CATALOG QUERY

import Foundation

let arguments = CommandLine.arguments
let (requests, answers, cartulary) = (Pipe(), Pipe(), Process())
cartulary.executableURL = URL(fileURLWithPath: arguments[1])
cartulary.arguments = ["repl", "--protocol", "jsonl", "--catalog", arguments[2]]
(cartulary.standardInput, cartulary.standardOutput) = (requests, answers)
try cartulary.run()

var received = Data()
@MainActor func ask(_ request: [String: Any]) throws -> [String: Any] {
  let line = try JSONSerialization.data(withJSONObject: request) + Data("\n".utf8)
  try requests.fileHandleForWriting.write(contentsOf: line)
  while received.firstIndex(of: 0x0A) == nil {
    guard case let more = answers.fileHandleForReading.availableData, !more.isEmpty else { return [:] }
    received += more
  }
  let end = received.firstIndex(of: 0x0A)!  // The loop above ends with a line in hand.
  defer { received.removeSubrange(...end) }
  return try JSONSerialization.jsonObject(with: received[..<end]) as? [String: Any] ?? [:]
}

var cursor: Any = NSNull()
repeat {
  let answer = try ask(["id": 1, "cmd": "search", "q": arguments[3], "cursor": cursor])
  if let error = answer["error"] as? [String: Any] { fatalError("\(error["message"] ?? error)") }
  for item in answer["items"] as? [[String: Any]] ?? [] {
    print(item["id"] ?? "", item["title"] ?? "", separator: "\t")
  }
  cursor = answer["next"] ?? NSNull()
} while !(cursor is NSNull)
try requests.fileHandleForWriting.close()
cartulary.waitUntilExit()
