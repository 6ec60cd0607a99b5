import Glibc

/// A host name whose lookup takes half a minute, as with a name server that does not answer.
package enum HangingLookup {
  package static let host = "hanging-lookup.invalid"
  package static let duration = Duration.seconds(30)
}

private typealias Lookup =
  @convention(c) (
    UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<addrinfo>?,
    UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
  ) -> Int32

/// Stands before the C library's `getaddrinfo` for everything in the test process, libcurl included: there is no other way
/// to make a lookup hang without being root.
@_cdecl("getaddrinfo")
func lookupThatMayHang(
  _ node: UnsafePointer<CChar>?, _ service: UnsafePointer<CChar>?, _ hints: UnsafePointer<addrinfo>?,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
) -> Int32 {
  if let node, strcmp(node, HangingLookup.host) == 0 {
    sleep(UInt32(HangingLookup.duration.components.seconds))
    return EAI_AGAIN
  }
  // RTLD_NEXT, a macro that Swift does not import.
  guard let next = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "getaddrinfo") else { return EAI_FAIL }
  return unsafeBitCast(next, to: Lookup.self)(node, service, hints, result)
}
