/// Who takes parcels away, and how it numbers them.
enum Carrier: String, CaseIterable {
  case ups = "UPS"
  case dhl = "DHL"
  case fedEx = "FedEx"
  case usps = "USPS"

  /// A tracking number of the carrier's form, its check digit included.
  func trackingNumber(_ random: inout SimulationRandom) -> String {
    switch self {
    case .ups: Self.ups(shipper: random.pick(["999AA1", "4F72E8", "88W3R0"]), service: "03", random.digits(7))
    case .dhl: Self.dhl(random.digits(9))
    case .fedEx: Self.fedEx(random.digits(11))
    case .usps: Self.usps([9, 4, 0, 0, 1] + random.digits(16))
    }
  }

  /// `1Z`, six letters or digits of the shipper, the service, and a number with its check digit. A letter counts as one of
  /// the digits: A as 2, B as 3 and so on.
  static func ups(shipper: String, service: String, _ number: [Int]) -> String {
    let text = shipper + service + Self.text(number)
    let values = text.utf8.map { Int($0 < UInt8(ascii: "A") ? $0 - UInt8(ascii: "0") : ($0 - 63) % 10) }
    let sum = values.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 2) }
    return "1Z" + text + String((10 - sum % 10) % 10)
  }

  /// Nine digits, and the remainder of their number by 7.
  static func dhl(_ digits: [Int]) -> String {
    text(digits) + String(digits.reduce(0) { ($0 * 10 + $1) % 7 })
  }

  /// Eleven digits, weighted 3, 1, 7 from the left; the check digit is the remainder by 11, and 0 for 10.
  static func fedEx(_ digits: [Int]) -> String {
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * [3, 1, 7][$1.offset % 3] }
    return text(digits) + String(sum % 11 % 10)
  }

  /// 21 digits, weighted 3, 1 from the left; the check digit makes up the next ten.
  static func usps(_ digits: [Int]) -> String {
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) }
    return text(digits) + String((10 - sum % 10) % 10)
  }

  private static func text(_ digits: [Int]) -> String { digits.map { String($0) }.joined() }
}
