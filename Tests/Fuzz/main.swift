import Glibc

// ordertop-fuzz TARGET [libFuzzer's arguments]: the first argument is ours, the rest libFuzzer's.

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What to fuzz, for the C function that libFuzzer calls.
let target = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init)

guard target != nil else {
  print("usage: ordertop-fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [libFuzzer options]")
  exit(64)
}

var count = CommandLine.argc - 1
var arguments = CommandLine.unsafeArgv + 1
CommandLine.unsafeArgv[1] = CommandLine.unsafeArgv[0]
exit(
  runDriver(&count, &arguments) { bytes, size in
    target?.check(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
  })
