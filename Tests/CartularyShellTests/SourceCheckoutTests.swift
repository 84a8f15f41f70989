import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Manifests in git checkouts")
struct SourceCheckoutTests {
  private let directory = TemporaryDirectory()

  @discardableResult
  private func git(_ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
      + ["-C", directory.path + "/repo"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// A committed manifest, and one that is not.
  private func makeRepository() throws {
    try directory.write("id: r\ntitle: T\ndescription: D\n", to: "repo/r.yaml")
    #expect(try git("init") == 0)
    #expect(try git("add", "-A") == 0)
    #expect(try git("commit", "-m", "first") == 0)
    try directory.write("id: new\ntitle: T\ndescription: D\n", to: "repo/new/new.yaml")
  }

  /// On a separate thread, like the shell's commands: see `Waiting`.
  private func place(of name: String) async -> (location: String, commit: String?) {
    let path = URL(fileURLWithPath: directory.path).resolvingSymlinksInPath().path + "/" + name
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var checkouts = SourceCheckouts()
        continuation.resume(returning: checkouts.place(of: path))
      }
    }
  }

  @Test(
    "a file is identified by the first commit and its path, and marked if it differs from the committed one")
  func places() async throws {
    try makeRepository()
    let committed = await place(of: "repo/r.yaml")
    #expect(committed.location.wholeMatch(of: /git:[0-9a-f]{16}\/r\.yaml/) != nil, "\(committed)")
    #expect(committed.commit?.count == 40)
    let added = await place(of: "repo/new/new.yaml")
    #expect(added.location.hasSuffix("/new/new.yaml"))
    #expect(added.commit == committed.commit.map { $0 + "+" })
    let folder = await place(of: "repo/new")
    #expect(folder.location.hasSuffix("/new") && folder.commit == committed.commit)
    try directory.write("id: r\r\ntitle: T\r\ndescription: D\r\n", to: "repo/r.yaml")
    #expect(await place(of: "repo/r.yaml").commit == committed.commit, "line ends are the checkout's own")
    try directory.write("id: r\ntitle: Other\ndescription: D\n", to: "repo/r.yaml")
    #expect(await place(of: "repo/r.yaml").commit == committed.commit.map { $0 + "+" })
  }

  @Test("a file outside any checkout, or in a broken one, is identified by its path")
  func outside() async throws {
    try directory.write("id: r\n", to: "plain/r.yaml")
    try directory.write("id: r\n", to: "broken/r.yaml")
    try directory.write("nonsense", to: "broken/.git")
    for name in ["plain/r.yaml", "broken/r.yaml"] {
      let place = await place(of: name)
      #expect(place.location.hasSuffix(name) && place.location.hasPrefix("/") && place.commit == nil)
    }
  }

  /// FOUND 62: the git configuration of an untrusted folder runs nothing.
  @Test("no program named by a repository is run")
  func strangersConfiguration() async throws {
    try makeRepository()
    let trap = directory.path + "/trap"
    let mark = directory.path + "/sprung"
    try directory.write("#!/bin/sh\ntouch '\(mark)'\nexit 1\n", to: "trap")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: trap)
    try directory.write("*.yaml filter=trap diff=trap\n", to: "repo/.git/info/attributes")
    for hook in ["post-checkout", "post-index-change", "pre-commit", "reference-transaction"] {
      try FileManager.default.createSymbolicLink(
        atPath: directory.path + "/repo/.git/hooks/" + hook, withDestinationPath: trap)
    }
    for key in [
      "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy",
      "filter.trap.clean", "filter.trap.smudge", "filter.trap.process", "diff.external", "diff.trap.command",
      "diff.trap.textconv", "credential.helper", "gpg.program", "alias.rev-parse", "alias.ls-tree",
      "pager.rev-list", "pager.ls-tree", "remote.origin.uploadpack", "core.alternateRefsCommand",
    ] {
      #expect(try git("config", key, key.hasPrefix("alias.") ? "!" + trap : trap) == 0, "\(key)")
    }
    for (key, value) in [
      ("remote.origin.url", directory.path), ("remote.origin.promisor", "true"),
      ("extensions.partialClone", "origin"), ("core.repositoryFormatVersion", "1"),
      ("log.showSignature", "true"),
    ] { #expect(try git("config", key, value) == 0) }
    // The same content with another time, so that git would read it again.
    try directory.write("id: r\ntitle: T\ndescription: D\n", to: "repo/r.yaml")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: directory.path + "/repo/r.yaml")

    let place = await place(of: "repo/r.yaml")
    #expect(place.location.hasPrefix("git:") && place.commit?.count == 40, "\(place)")
    #expect(!FileManager.default.fileExists(atPath: mark))
    try git("status")
    #expect(FileManager.default.fileExists(atPath: mark), "the trap works, so the test can fail")
    try FileManager.default.removeItem(atPath: mark)

    // A missing tree would be fetched.
    let objects = directory.path + "/repo/.git/objects"
    let commit = try #require(place.commit)
    for folder in try FileManager.default.contentsOfDirectory(atPath: objects)
    where folder.count == 2 && folder != commit.prefix(2) {
      try FileManager.default.removeItem(atPath: objects + "/" + folder)
    }
    #expect(await self.place(of: "repo/r.yaml").commit == nil)
    #expect(!FileManager.default.fileExists(atPath: mark))
    #expect(try git("ls-tree", "-r", "HEAD") != 0)
    #expect(FileManager.default.fileExists(atPath: mark), "this trap works too")
  }

  @Test("a program is stopped at its limits of time and output, and its failure is not taken for output")
  func limits() async throws {
    func output(_ arguments: String..., timeLimit: Duration = .seconds(600), byteLimit: Int = 10) async
      -> String?
    {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          let bytes = ChildProcess.output(
            of: arguments[0], Array(arguments.dropFirst()), environment: ["MARK": "set"],
            timeLimit: timeLimit,
            byteLimit: byteLimit)
          continuation.resume(returning: bytes.map { String(decoding: $0, as: UTF8.self) })
        }
      }
    }
    #expect(await output("echo", "123456789") == "123456789\n")
    #expect(await output("echo", "1234567890") == nil)
    #expect(await output("sh", "-c", "echo $MARK") == "set\n")
    #expect(await output("cat") == "", "standard input is empty")
    #expect(await output("false") == nil)
    #expect(await output("no-such-program-anywhere") == nil)
    // Left alone, the one would succeed and the other never end.
    #expect(await output("sleep", "30", timeLimit: .milliseconds(100)) == nil)
    #expect(await output("yes") == nil)
  }

  @Test("a program that ends in time is not late because all threads of Swift's pool are busy")
  func busyPool() async throws {
    let (gate, count) = (DispatchSemaphore(value: 0), 4 * ProcessInfo.processInfo.activeProcessorCount)
    let held = (0..<count).map { _ in Task.detached { gate.wait() } }
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 3)
      for _ in 0..<count { gate.signal() }
    }
    let output = try await OwnThread.run {
      ChildProcess.output(of: "echo", ["done"], timeLimit: .milliseconds(500))
    }
    for task in held { await task.value }
    #expect(output.map { String(decoding: $0, as: UTF8.self) } == "done\n")
  }
}
