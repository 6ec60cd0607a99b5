/// Which stream a saved state belongs to: the URL and the filters, whatever the token, header fields and position.
///
/// The URL may hold secrets in its query, so nothing of it is kept but where the stream comes from and a digest.
package struct StreamIdentity: Equatable, Sendable {
  /// Host and port, for people.
  package var source: String
  /// The filters' values, for people.
  package var filters: [String]
  /// 32 hexadecimal digits that differ for different URLs or filters (128-bit FNV-1a).
  package var digest: String

  /// - Parameters:
  ///   - url: the URL as it is requested, filters included, `since` left out.
  package init(url: String, source: String, filters: [String]) {
    self.source = source
    self.filters = filters
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in url.utf8 {
      hash ^= UInt128(byte)
      hash &*= 0x0000_0000_0100_0000_0000_0000_0000_013B
    }
    let digits = String(hash, radix: 16)
    digest = String(repeating: "0", count: 32 - digits.utf8.count) + digits
  }
}
