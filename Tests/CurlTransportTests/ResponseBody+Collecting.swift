import EventStream

extension ResponseBody {
  /// Everything up to the end, and how it ended.
  func collected() async -> (bytes: [UInt8], error: TransportError?) {
    var bytes: [UInt8] = []
    do throws(TransportError) {
      while let chunk = try await next() { bytes += chunk }
      return (bytes, nil)
    } catch {
      return (bytes, error)
    }
  }

  /// Everything up to the end as text, and why it broke; empty after a clean end.
  func text() async -> (text: String, reason: String) {
    let (bytes, error) = await collected()
    return (String(decoding: bytes, as: UTF8.self), error?.reason ?? "")
  }
}
