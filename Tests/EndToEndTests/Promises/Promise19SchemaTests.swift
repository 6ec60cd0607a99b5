import Glibc
import TestSupport
import Testing

@testable import ordertop

/// `OlderStateTests` bring the states of older versions up to date, `StateOpeningTests` refuse newer ones of every kind.
@Suite("Promise 19: a newer version's state is left alone; ours tells what and of which version it is", .serialized)
struct Promise19SchemaTests {
  private func saved() async throws -> (folder: BoardFolder, server: LoopbackServer, file: StateFileOnDisk) {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let folder = try BoardFolder()
    let watch = try await folder.watch(server.orders)
    try await folder.saves("order-1")
    await watch.signal(SIGTERM)
    #expect(try await watch.end() == .exited(0))
    return (folder, server, try StateFileOnDisk(in: folder))
  }

  @Test("a state of a newer version is 78 for every command, and not one byte of it changes")
  func newer() async throws {
    let (folder, server, file) = try await saved()
    // The user version, big-endian, in the header of the file.
    file.overwrite(at: 60, with: [0, 0, 3, 0xE8])
    let before = try file.bytes
    #expect(try await folder.run("export").status == 78)
    #expect(try await folder.run("status").status == 78)
    let terminal = try await folder.watch(server.orders)
    #expect(try await terminal.end() == .exited(78))
    #expect(await !terminal.transcript.contains(0x1B))
    #expect(try file.bytes == before)
    #expect(server.accepted == 1)
  }

  @Test("the file has a user version of 1 or more, and an application id")
  func identity() async throws {
    let (folder, _, file) = try await saved()
    #expect(try file.bytes.prefix(15).elementsEqual("SQLite format 3".utf8))
    #expect(try file.number(at: 60) >= 1)
    #expect(try file.number(at: 68) != 0)
    withExtendedLifetime(folder) {}
  }
}
