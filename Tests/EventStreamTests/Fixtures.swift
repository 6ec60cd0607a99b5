import FoundationEssentials

/// The bytes of a file in the folder Fixtures beside this one.
func fixture(_ name: String, file: String = #filePath) throws -> [UInt8] {
  let folder = URL(filePath: file).deletingLastPathComponent()
  return try Array(Data(contentsOf: folder.appending(path: "Fixtures/\(name).sse")))
}
