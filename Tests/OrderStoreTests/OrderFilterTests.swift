import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Filter")
struct OrderFilterTests {
  private let entry: OrderEntry = {
    var entry = OrderEntry(
      id: OrderID("order-4711"), status: .pending, isPartial: false, at: at(0), since: at(0).wall, generation: 0)
    entry.customerID = "cust-077"
    entry.assignedTo = "Warehouse-1"
    entry.total = DecimalNumber("181.95")
    entry.items = [OrderItem(itemID: "i-1", name: "Blaue Tür"), OrderItem(itemID: "i-2", name: "Big blue widget")]
    entry.itemCount = 3
    entry.carrier = "UPS"
    entry.trackingNumber = "1Z999"
    entry.cancellationReason = "ordered twice: 10:30"
    entry.unknown = [
      UnknownField(name: "giftWrap", json: "\"red paper\""), UnknownField(name: "weight", json: "2.5"),
      UnknownField(name: "status", json: "\"inner\""), UnknownField(name: "tags", json: "[\"vip\"]"),
    ]
    return entry
  }()

  @Test(
    "matches what it says",
    arguments: [
      ("", true), ("4711", true), ("CUST", true), ("warehouse-1", true), ("pend", true), ("nothing", false),
      ("blaue", true), ("tÜr", true), ("TÜRE", false), ("!4711", false), ("!nothing", true), ("cust 4711", true),
      ("cust 4712", false), ("  cust   4711  ", true),
      ("status:pend", true), ("status=PENDING", true), ("status=pend", false), ("status!=shipped", true),
      ("status!=pending", false), ("!status:pending", false), ("!status!=pending", true), ("STATUS:pend", true),
      ("customer:077", true), ("where:ware", true), ("item:tür", true), ("id:47", true), ("order:47", true),
      ("carrier:ups", true), ("carrier=up", false), ("tracking:1z9", true), ("reason:twice", true),
      ("assigned:house", true), ("total>100", true), ("total<100", false), ("total=181.95", true),
      ("total:181.950", true), ("total!=181.95", false), ("total!=1", true), ("total>=181.95", true),
      ("total<=181.94", false), ("items>2", true), ("age>10m", false), ("age<=1m", true), ("age<0.5h", true),
      ("!", false), (":", false), (":x", false), ("10:30", false), ("\"10:30\"", false),
    ])
  func matches(text: String, expected: Bool) {
    #expect(OrderFilter(text).matches(entry, limits: .standard, now: at(30).wall) == expected)
    #expect(OrderFilter(text).problem == nil)
  }

  @Test(
    "a text in quotes may have blanks and marks in it",
    arguments: [
      ("\"blue widget\"", true), ("\"widget blue\"", false), ("!\"blue widget\"", false), ("item:\"big blue\"", true),
      ("item=\"big blue\"", false), ("item=\"BIG BLUE widget\"", true), ("\"blue wid", true), ("\"", true),
      ("item:big\" \"blue", true), ("\"status:pend\"", false), ("reason:\"twice: 10\"", true), ("\"\"", true),
    ])
  func quotes(text: String, expected: Bool) {
    #expect(OrderFilter(text).matches(entry, limits: .standard, now: at(30).wall) == expected)
    #expect(OrderFilter(text).problem == nil)
  }

  @Test(
    "fields that the protocol does not name are asked for by their names",
    arguments: [
      ("giftwrap:red", true), ("giftWrap:\"red paper\"", true), ("giftWrap=\"red paper\"", true),
      ("giftWrap=red", false), ("giftWrap!=red", true), ("weight>2", true), ("weight<2.5", false), ("weight=2.5", true),
      ("tags:vip", true), ("field.status:inner", true), ("status:inner", false), ("field.weight>=2.5", true),
      ("giftWrap>3", false), ("nofield:x", false), ("!nofield:x", true),
    ])
  func otherFields(text: String, expected: Bool) {
    #expect(OrderFilter(text).matches(entry, limits: .standard, now: at(30).wall) == expected)
    #expect(OrderFilter(text).problem == nil)
  }

  @Test(
    "a word that is no condition is told, and counts for nothing",
    arguments: [
      ("total>x", FilterProblem.noNumber("x")), ("4711 items<two status:pend", .noNumber("two")),
      ("total:nan", .noNumber("nan")), ("total<inf", .noNumber("inf")), ("age>abc", .noTime("abc")),
      ("age>10w", .noTime("10w")), ("age>m", .noTime("m")), ("total>", .noValue(field: "total")),
      ("age>=", .noValue(field: "age")), ("status>shipped", .noComparison(field: "status", mark: ">")),
      ("weight>heavy", .noNumber("heavy")), ("total>x age>y", .noNumber("x")),
      ("is:fine", .noState("fine", states: ["late", "soon", "alarm", "new", "open", "closed"])),
      ("is>late", .noComparison(field: "is", mark: ">")),
    ])
  func problems(text: String, problem: FilterProblem) {
    #expect(OrderFilter(text).problem == problem)
    #expect(OrderFilter(text).matches(entry, limits: .standard, now: at(30).wall))
  }

  @Test("is: asks for what an order is, by its limits and its alarm")
  func states() {
    func states(_ entry: OrderEntry, at seconds: Double) -> [String] {
      OrderFilter.State.allCases.map(\.rawValue).filter { state in
        let matches = OrderFilter("is:\(state)").matches(entry, limits: .standard, now: at(seconds).wall)
        #expect(
          OrderFilter("!IS=\(state.uppercased())").matches(entry, limits: .standard, now: at(seconds).wall) != matches)
        #expect(OrderFilter("is!=\(state)").matches(entry, limits: .standard, now: at(seconds).wall) != matches)
        return matches
      }
    }
    var entry = entry
    #expect(states(entry, at: 479) == ["open"])
    #expect(states(entry, at: 480) == ["soon", "open"])
    #expect(states(entry, at: 600) == ["late", "open"])
    entry.alarm = OrderAlarm(.late(in: .pending), since: at(600).wall)
    #expect(states(entry, at: 600) == ["late", "alarm", "new", "open"])
    entry.alarm = entry.alarm?.acknowledged(at: at(601).wall)
    #expect(states(entry, at: 602) == ["late", "alarm", "open"])
    entry.status = .cancelled
    entry.alarm = OrderAlarm(.cancelled, since: at(600).wall)
    #expect(states(entry, at: 700) == ["alarm", "new", "closed"])
    #expect(OrderFilter("is:late").dependsOnTime && OrderFilter("is:soon").dependsOnTime)
    #expect(!OrderFilter("is:open").dependsOnTime)
  }

  @Test("age moves with the clock")
  func age() {
    #expect(OrderFilter("age>10m").dependsOnTime)
    #expect(OrderFilter("age>10m").matches(entry, limits: .standard, now: at(601).wall))
    #expect(!OrderFilter("total>1").dependsOnTime)
  }

  @Test("a field that no order has is told, with those there are, until one comes that has it")
  func unknownField() {
    var state = state(
      received(("order-created", #"{"orderId":"a","giftWrap":"red"}"#), ("order-created", #"{"orderId":"b"}"#)))
    func problem(_ filter: String) -> FilterProblem? {
      state.view.filter = filter
      return state.snapshot(at: at(1), viewport: Viewport()).orders.filterProblem
    }
    #expect(problem("") == nil)
    #expect(problem("GIFTWRAP:red") == nil)
    guard case .unknownField("giftrap", let fields) = problem("b giftrap:red") else {
      Issue.record("nothing is told of giftrap")
      return
    }
    #expect(fields.contains("giftWrap") && fields.contains("status") && fields.contains("total"))
    #expect(problem("weight>2") != nil)
    _ = reduce(into: &state, action: received(("order-updated", #"{"orderId":"b","weight":3}"#)), at: at(2))
    #expect(problem("weight>2") == nil)
    #expect(problem("age>x") == .noTime("x"))
  }
}

@Suite("Text to look for")
struct FoldedTextTests {
  @Test(
    "occurs wherever it stands, upper and lower case being one",
    arguments: [
      ("", "", true), ("", "x", true), ("a", "", false), ("AB", "xxabxx", true), ("ab", "AB", true),
      ("ab", "aab", true), ("aab", "aaab", true), ("abc", "ab", false), ("tür", "TÜR", true), ("u", "Ü", false),
      ("tur", "die Tür", false), ("die", "DIE TÜR", true), ("straße", "STRASSE", false), ("ι", "ΑΙ", true),
      ("日本", "x日本語", true), ("é", "cafe\u{301}", true), ("@", "`", false), ("[", "{", false),
    ])
  func occurs(wanted: String, text: String, expected: Bool) {
    #expect(FoldedText(wanted).occurs(in: text) == expected)
  }

  @Test("equals a whole text", arguments: [("AbC", "aBc", true), ("ab", "abc", false), ("tür", "TÜR", true)])
  func equals(wanted: String, text: String, expected: Bool) {
    #expect(FoldedText(wanted).equals(text) == expected)
  }
}
