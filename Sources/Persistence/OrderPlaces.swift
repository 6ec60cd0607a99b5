import OrderProtocol
import SavedState

/// Where each order on the board is saved: its place, counted through all pages. Kept by whoever writes; nobody else needs it.
struct OrderPlaces {
  typealias Place = Int32

  /// Places that could be used again but are too far apart are left alone: a file may say anything of how many there are.
  private static let vacancyLimit = 1 << 20

  private var places: [OrderID: Place] = [:]
  private var vacant: [Place] = []
  private var end: Place = 0
  /// The places of orders that have a page of their own: the first of a page whose others nobody gets.
  private var alone: Set<Place> = []
  /// Found last, large, and first in its page.
  private var perhapsAlone: Place?
  /// No closed order that leaves with age has last changed before that.
  private(set) var oldestClosed = Timestamp(milliseconds: .max)
  /// When closed orders were last looked for that have to leave, on our clock.
  private(set) var lastSweep: Timestamp?

  subscript(id: OrderID) -> Place? { places[id] }

  /// A place for an order that has none.
  mutating func add(_ id: OrderID) throws(Damage) -> Place {
    if let place = vacant.popLast() {
      places[id] = place
      return place
    }
    try requireRoom(behind: end)
    places[id] = end
    end += 1
    return end - 1
  }

  /// A place in a page of its own: what is large is not to be written again whenever one beside it changes.
  mutating func addAlone(_ id: OrderID) throws(Damage) -> Place {
    let size = Place(OrderPage.size)
    let place = (end + size - 1) / size * size
    try requireRoom(behind: place)
    vacant += end..<place
    end = place + size
    places[id] = place
    alone.insert(place)
    return place
  }

  private func requireRoom(behind end: Place) throws(Damage) {
    guard Int64(end) < OrderPage.limit * Int64(OrderPage.size) else { throw Damage("there are too many orders") }
  }

  func isAlone(_ place: Place) -> Bool { alone.contains(place) }

  /// Takes the place of an order that is gone from it.
  mutating func remove(_ id: OrderID) {
    guard let place = places.removeValue(forKey: id) else { return }
    vacant += alone.remove(place) == nil ? place..<place + 1 : place..<place + Place(OrderPage.size)
  }

  /// An order was saved, or found, in that state.
  mutating func note(_ age: OrderAge) {
    if age.leaves { oldestClosed = min(oldestClosed, age.time) }
  }

  /// Closed orders were looked for; none that leaves has last changed before that.
  ///
  /// - Parameter now: `nil`: some that have to leave are there yet.
  mutating func swept(at now: Timestamp?, oldest: Timestamp) {
    lastSweep = now
    oldestClosed = oldest
  }

  /// Takes what is saved, in the order of places.
  mutating func found(_ id: OrderID, at place: Place, isLarge: Bool) throws(Damage) {
    guard places.updateValue(place, forKey: id) == nil else { throw Damage("an order is there twice") }
    settle(before: place)
    while end < place, vacant.count < Self.vacancyLimit {
      vacant.append(end)
      end += 1
    }
    end = place + 1
    if isLarge, place % Place(OrderPage.size) == 0 { perhapsAlone = place }
  }

  /// Everything was found: the lowest places are used first.
  mutating func foundAll() {
    settle(before: .max)
    vacant.reverse()
  }

  private mutating func settle(before next: Place) {
    guard let place = perhapsAlone else { return }
    perhapsAlone = nil
    let size = Place(OrderPage.size)
    guard next / size != place / size else { return }
    alone.insert(place)
    end = place + size
  }
}
