import Testing

@testable import OrderProtocol

@Test("every field is found by its name, and by nothing else", arguments: FieldName.allCases)
func fieldName(field: FieldName) {
  func found(_ name: String) -> FieldName? {
    var name = name
    return name.withUTF8 { FieldName($0) }
  }
  #expect(found(field.rawValue) == field)
  #expect(found(field.rawValue + "s") != field)
  #expect(found(field.rawValue.uppercased()) == nil)
  #expect(found(String(field.rawValue.dropFirst())) == nil)
  #expect(found("") == nil)
}

@Test("every event type is found by its name, and by nothing else", arguments: OrderEventType.allCases)
func eventType(type: OrderEventType) {
  #expect(OrderEventType(name: type.rawValue) == type)
  #expect(OrderEventType(name: type.rawValue + " ") == nil)
  #expect(OrderEventType(name: type.rawValue.uppercased()) == nil)
}
