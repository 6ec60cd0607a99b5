import Foundation
import TestSupport

/// A made-up history of orders, and what it comes to: an implementation of the protocol's fold that shares nothing with
/// the one in the product, on plain dictionaries.
struct OrderHistory: Sendable {
  struct Event: Sendable {
    var id: String
    var type: String
    var data: String

    var text: String { "id: \(id)\nevent: \(type)\ndata: \(data)\n\n" }
  }

  private(set) var events: [Event] = []
  private var generator: UInt64

  /// A history of these events.
  init(_ events: [Event]) {
    self.events = events
    generator = 0
  }

  /// - Parameter count: how many events there are.
  init(count: Int, seed: UInt64 = 1) {
    generator = seed
    var open: [(id: String, step: Int, items: [String])] = []
    var orders = 0
    while events.count < count {
      if events.count % 97 == 96 {
        add("heartbeat", #"{"timestamp":"2024-07-15T14:30:00Z"}"#)
        continue
      }
      if open.count < 5 || chance(8) {
        orders += 1
        let id = "order-\(orders)"
        add("order-created", #"{"orderId":"\#(id)","customerId":"cust-\#(orders % 7)","status":"CREATED","items":[]}"#)
        open.append((id, 0, []))
        continue
      }
      let index = random(open.count)
      advance(&open[index])
      if open[index].step > 3 { open.remove(at: index) }
    }
  }

  private mutating func advance(_ order: inout (id: String, step: Int, items: [String])) {
    let id = order.id
    switch order.step {
    case 0 where !order.items.isEmpty && chance(4):
      let item = order.items.remove(at: random(order.items.count))
      add("order-item-removed", #"{"orderId":"\#(id)","itemId":"\#(item)"}"#)
    case 0 where order.items.count < 2 || !chance(4):
      let item = "item-\(random(6))"
      let price = "\(random(90)).\(10 + random(90))"
      add(
        "order-item-added",
        #"{"orderId":"\#(id)","itemId":"\#(item)","name":"Thing \#(random(9))","quantity":\#(1 + random(5)),"price":\#(price)}"#
      )
      if !order.items.contains(item) { order.items.append(item) }
    case 0:
      add("order-updated", #"{"orderId":"\#(id)","total":\#(random(500)).5,"itemCount":\#(order.items.count)}"#)
      order.step = 1
    case 1:
      add(
        "order-submitted", #"{"orderId":"\#(id)","status":"PENDING","submittedAt":"2024-07-15T14:35:0\#(random(10))Z"}"#
      )
      order.step = 2
    case 2:
      add("order-updated", #"{"orderId":"\#(id)","status":"PROCESSING","assignedTo":"warehouse-\#(random(3))"}"#)
      order.step = 3
    default:
      if chance(5) {
        add("order-cancelled", #"{"orderId":"\#(id)","status":"CANCELLED","reason":"ordered twice"}"#)
      } else {
        add(
          "order-shipped",
          #"{"orderId":"\#(id)","status":"SHIPPED","trackingNumber":"1Z\#(random(9999))","carrier":"UPS"}"#)
      }
      order.step = 4
    }
  }

  private mutating func add(_ type: String, _ data: String) {
    events.append(Event(id: "e-\(events.count + 1)", type: type, data: data))
  }

  /// A number below `limit`, from a linear congruential generator.
  private mutating func random(_ limit: Int) -> Int {
    generator = generator &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(generator >> 33) % limit
  }

  private mutating func chance(_ oneIn: Int) -> Bool { random(oneIn) == 0 }

  /// What follows an event; everything when the id is empty.
  func events(after id: String) -> ArraySlice<Event> {
    events.firstIndex { $0.id == id }.map { events[($0 + 1)...] } ?? events[...]
  }

  /// The orders after the event of that id, as `export` is to print them, by order id.
  func orders(through id: String) throws -> NSArray {
    var orders: [String: [String: Any]] = [:]
    for event in events {
      if id.isEmpty { break }
      if event.type != "heartbeat" { try Self.apply(event, to: &orders) }
      if event.id == id { break }
    }
    return orders.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value) as NSArray
  }

  private static func apply(_ event: Event, to orders: inout [String: [String: Any]]) throws {
    guard let data = try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any],
      let id = data["orderId"] as? String
    else { return }
    var order = orders[id] ?? ["orderId": id, "items": [[String: Any]]()]
    var items = order["items"] as? [[String: Any]] ?? []
    let item = data["itemId"] as? String
    switch event.type {
    case "order-item-added":
      let line = data.filter { $0.key != "orderId" }
      if let index = items.firstIndex(where: { $0["itemId"] as? String == item }) {
        items[index] = line
      } else {
        items.append(line)
      }
      order["items"] = items
    case "order-item-removed":
      order["items"] = items.filter { $0["itemId"] as? String != item }
    default:
      for (key, value) in data { order[key == "reason" ? "cancellationReason" : key] = value }
    }
    orders[id] = order
  }

  /// A connection that asks for events, gets those that it has not had, so many at a time, and stays open.
  func serving(_ count: Int = 100, every pause: Duration) -> [LoopbackStep] {
    let history = self
    return [
      .request,
      .answer { request in
        let line = request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("last-event-id:") }
        let id = line.map { $0.drop { $0 != ":" }.dropFirst().drop { $0 == " " } } ?? ""
        var rest = history.events(after: String(id))
        var steps: [LoopbackStep] = [.eventStreamHead()]
        while !rest.isEmpty {
          steps += [.send(rest.prefix(count).map(\.text).joined()), .wait(pause)]
          rest = rest.dropFirst(count)
        }
        return steps + [.stall]
      },
    ]
  }
}
