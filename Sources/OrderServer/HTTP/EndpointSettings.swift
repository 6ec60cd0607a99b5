/// Who may do what over HTTP.
package struct EndpointSettings: Sendable {
  /// What streams ask for; `nil` for nothing.
  package var token: TokenFile?
  /// What publishing asks for; `nil` for nothing.
  package var publishToken: TokenFile?
  /// The customers there are, as UTF-8; `nil` when that is not known.
  package var customers: Set<[UInt8]>?

  package init(token: TokenFile? = nil, publishToken: TokenFile? = nil, customers: Set<[UInt8]>? = nil) {
    self.token = token
    self.publishToken = publishToken
    self.customers = customers
  }
}
