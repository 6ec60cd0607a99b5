import Glibc
import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

@Suite struct StateDirectoryTests {
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
  }

  private func identity(_ source: String, url: String = "http://a/") -> StreamIdentity {
    StreamIdentity(url: url, source: source, filters: [])
  }

  @Test(
    "a database is named after host and digest, safe for any file system",
    arguments: [
      ("orders.example:8443", "orders.example_8443"), ("[::1]:80", "___1__80"), ("../../etc", "_.._.._etc"),
      ("-rf", "_-rf"), ("", "_"), ("caf\u{E9}/\0", "caf____"),
      (String(repeating: "x", count: 99), String(repeating: "x", count: 64)),
    ])
  func fileNames(source: String, name: String) {
    let identity = identity(source)
    #expect(StateDirectory(path: "/state").file(of: identity) == "/state/\(name)-\(identity.digest).sqlite")
  }

  @Test("streams of one directory are kept apart")
  func streams() async throws {
    let other = identity("orders.example:8443", url: "https://orders.example:8443/v1/orders/live?customerId=8")
    let mine = try #require(try await directory.opened().file)
    let theirs = try #require(try await directory.open(other, retention: Retention(), now: .noon).file)
    try await mine.write(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    try await theirs.write(Checkpoint(orders: [.numbered(2)], board: .at("2")))
    await mine.close()
    await theirs.close()
    #expect(try await directory.opened().board?.orders == [.numbered(1)])
    #expect(try await directory.open(other, retention: Retention(), now: .noon).board?.orders == [.numbered(2)])
  }

  @Test("the newest file is the one saved to last, be it only in its log; what was set aside is none")
  func newestFile() throws {
    #expect(directory.newestFile() == nil)
    let first = directory.file(of: identity("a", url: "http://a/"))
    let second = directory.file(of: identity("b", url: "http://b/"))
    func make(_ path: String, time: Int) {
      let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
      var modified = timespec()
      modified.tv_sec = time
      futimens(descriptor, [modified, modified])
      close(descriptor)
    }
    make(first, time: 1000)
    make(second, time: 2000)
    #expect(directory.newestFile() == second)
    make(first + "-wal", time: 3000)
    #expect(directory.newestFile() == first)
    make(first.dropLast(7) + ".damaged-20240715T120000Z.sqlite", time: 4000)
    make(folder.path("other.sqlite"), time: 4000)
    make(first.dropLast(7) + ".lock", time: 4000)
    #expect(directory.newestFile() == first)
    #expect(StateDirectory(path: folder.path("absent")).newestFile() == nil)
  }

  @Test("directories are for us only, and so are all files, whatever the umask")
  func permissions() async throws {
    let deep = StateDirectory(path: folder.path("a/b"))
    defer { for path in ["a/b", "a"] { rmdir(folder.path(path)) } }
    let before = umask(0)
    let opening = try await deep.opened()
    umask(before)
    let file = try #require(opening.file)
    try await file.write(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    let database = deep.testFile
    #expect(mode(folder.path("a")) == 0o700 && mode(folder.path("a/b")) == 0o700)
    for path in [database, database + "-wal", database + "-shm", deep.testLock] {
      #expect(mode(path) == 0o600, "\(path)")
    }
    await file.close()
    for path in [database, deep.testLock] { unlink(path) }
  }

  @Test("an umask that takes everything does not keep us out")
  func greedyUmask() async throws {
    let deep = StateDirectory(path: folder.path("a"))
    let before = umask(0o777)
    let opening = try await deep.opened()
    umask(before)
    #expect(mode(folder.path("a")) == 0o700)
    #expect(mode(deep.testFile) == 0o600)
    await opening.file?.close()
    for path in [deep.testFile, deep.testLock] { unlink(path) }
    rmdir(folder.path("a"))
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
