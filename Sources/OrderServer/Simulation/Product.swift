import OrderProtocol

/// What the shop sells.
struct Product {
  let itemID: String
  let name: String
  /// In hundredths.
  let price: Int64

  /// A price of the shop is exact to two digits.
  static func money(_ hundredths: Int64) -> DecimalNumber { DecimalNumber(mantissa: hundredths, scale: 2) }

  /// The whole catalogue, what sells best in front.
  static let all: [Product] = prices.enumerated().map { index, product in
    Product(itemID: "item-\(30_201 + index * 7)", name: product.0, price: product.1)
  }

  /// Which one somebody takes: an index of ``all``.
  static func choose(_ random: inout SimulationRandom) -> Int { min(random.skewed(base: 7, octaves: 3), all.count - 1) }

  private static let prices: [(String, Int64)] = [
    ("Espresso beans 1 kg", 23_90), ("Paper filters, 100", 4_49), ("Olive oil 0.5 l", 11_95),
    ("Hiking socks, pair", 15_50), ("USB-C cable 2 m", 9_99), ("Notebook A5, dotted", 12_80),
    ("Sea salt flakes", 5_25),
    ("Storage jar 1 l", 7_90), ("Tea towel, striped", 8_50), ("Crème brûlée dishes, 4", 26_00),
    ("Power bank 10 Ah", 34_99), ("Enamel mug", 10_95), ("Maple syrup 250 ml", 9_40), ("Pepper mill", 36_00),
    ("抹茶 Matcha, 30 g", 19_90), ("Dry bag 20 l", 24_95), ("Rain poncho", 29_90), ("Head torch 400 lm", 39_99),
    ("Jalapeño seeds", 3_20), ("Plant pot, terracotta", 13_75), ("Käsemesser", 18_60),
    ("Cast iron pan 28 cm", 64_90), ("Chef's knife 20 cm", 89_00), ("Burr grinder", 129_00),
    ("Pour-over kettle", 74_50), ("Rolling pin, beech", 16_75), ("Digital scale 5 kg", 27_99),
    ("Sourdough starter kit", 21_00), ("Walnut cutting board", 58_00), ("Linen apron", 42_00),
    ("Wool blanket", 119_00), ("Fountain pen, fine", 48_00), ("Desk lamp, brass", 149_00), ("Bicycle bell", 14_20),
    ("Secateurs", 33_30), ("Watering can 5 l", 22_45), ("Camping stove", 58_40), ("Thermos 0.75 l", 31_99),
    ("Tent pegs, 10", 12_35), ("Żurek soup bowl", 17_00), ("Smörkniv, juniper", 11_10), ("Şiş skewers, 6", 13_90),
    ("Sleeping mat", 79_95), ("Trekking poles", 94_00), ("Rucksack 45 l", 164_90), ("Espresso machine", 489_00),
    ("Stand mixer", 379_00), ("Gift card", 50_00), ("Postcard „Grüße“", 1_80),
  ]
}
