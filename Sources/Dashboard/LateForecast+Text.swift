import OrderProtocol
import OrderStore

/// A look ahead, in words.
struct ForecastText {
  let role: Role
  let text: String
  let shortText: String
}

extension OrderCounts {
  /// How many orders will be late, if any will.
  var forecast: ForecastText? {
    guard let forecast = lateForecast, forecast.count > 0 else { return nil }
    let short = "\(forecast.count) late by \("\(forecast.at.timeOfDay)".prefix(5))"
    return ForecastText(
      role: forecast.count > late ? .warning : .dim, text: "\(short) at this pace", shortText: short)
  }
}
