/// A stretch of a list that many share.
package struct ListPiece: BitwiseCopyable, Equatable, Sendable {
  package var start: Int32
  package var count: Int32

  @inlinable package init(start: Int32, count: Int32) {
    self.start = start
    self.count = count
  }

  @inlinable package static var empty: ListPiece { ListPiece(start: 0, count: 0) }

  @inlinable package var range: Range<Int> { Int(start)..<Int(start) + Int(count) }

  @inlinable package var isEmpty: Bool { count == 0 }
}

/// What an event says of one item; see ``OrderItem``.
package struct ItemFields: BitwiseCopyable, Equatable, Sendable {
  package var itemID = PayloadText.absent
  package var name = PayloadText.absent
  package var quantity: DecimalNumber?
  package var price: DecimalNumber?
  /// Among ``PayloadLists/unknown``.
  package var unknown = ListPiece.empty
}

/// A field that the protocol does not name; see ``UnknownField``.
package struct UnknownText: BitwiseCopyable, Equatable, Sendable {
  package var name: PayloadText
  package var json: PayloadText
}

/// What an event says of one order; see ``OrderPatch``, which has the same in texts of its own.
package struct PatchFields: BitwiseCopyable, Equatable, Sendable {
  package var orderID = PayloadText.absent
  package var customerID = PayloadText.absent
  /// The wire's word.
  package var status = PayloadText.absent
  package var submittedAtText = PayloadText.absent
  package var assignedTo = PayloadText.absent
  package var trackingNumber = PayloadText.absent
  package var carrier = PayloadText.absent
  package var cancellationReason = PayloadText.absent
  package var total: DecimalNumber?
  package var itemCount: Int?
  package var submittedAt: Timestamp?
  package var timestamp: Timestamp?
  /// Among ``PayloadLists/items``; `nil`: nothing is said of them.
  package var items: ListPiece?
  /// Among ``PayloadLists/unknown``.
  package var unknown = ListPiece.empty

  package init() {}
}

/// What an event says of one item of an order.
package struct ItemChange: BitwiseCopyable, Equatable, Sendable {
  package var orderID = PayloadText.absent
  /// Its id alone where it is removed.
  package var item = ItemFields()
  package var timestamp: Timestamp?
}

/// What the payloads of many events say of orders, and their texts that had escapes.
package struct PayloadLists: Equatable, Sendable {
  package var patches: [PatchFields] = []
  package var changes: [ItemChange] = []
  package var items: [ItemFields] = []
  package var unknown: [UnknownText] = []
  package var apart: [UInt8] = []

  package init() {}
}

/// The texts and lists of one payload, for as long as they lie there.
package struct PayloadView: BitwiseCopyable {
  package let bytes: PayloadBytes
  @usableFromInline let items: UnsafeBufferPointer<ItemFields>
  @usableFromInline let unknown: UnsafeBufferPointer<UnknownText>

  @inlinable
  package init(
    bytes: PayloadBytes, items: UnsafeBufferPointer<ItemFields>, unknown: UnsafeBufferPointer<UnknownText>
  ) {
    self.bytes = bytes
    self.items = items
    self.unknown = unknown
  }

  @inlinable
  package func items(_ piece: ListPiece) -> UnsafeBufferPointer<ItemFields> {
    UnsafeBufferPointer(rebasing: items[piece.range])
  }

  package func unknown(_ piece: ListPiece) -> UnsafeBufferPointer<UnknownText> {
    UnsafeBufferPointer(rebasing: unknown[piece.range])
  }

  package func fields(_ piece: ListPiece) -> [UnknownField] {
    unknown(piece).map { field in
      UnknownField(name: bytes.string(field.name) ?? "", json: bytes.string(field.json) ?? "")
    }
  }

  package func item(_ item: ItemFields) -> OrderItem {
    OrderItem(
      itemID: bytes.string(item.itemID) ?? "", name: bytes.string(item.name), quantity: item.quantity,
      price: item.price, unknown: item.unknown.isEmpty ? [] : fields(item.unknown))
  }

  /// Whether an item is as it says.
  package func isSame(_ fields: ItemFields, as item: OrderItem) -> Bool {
    bytes.isSame(fields.itemID, as: item.itemID) && bytes.isSame(fields.name, as: item.name)
      && fields.quantity == item.quantity && fields.price == item.price
      && unknown(fields.unknown).elementsEqual(item.unknown) {
        bytes.isSame($0.name, as: $1.name) && bytes.isSame($0.json, as: $1.json)
      }
  }

  /// Whether an item is as it says, and its numbers are written alike: 5.5 is the same as 5.50, and not written like it.
  package func isWritten(_ fields: ItemFields, as item: OrderItem) -> Bool {
    isSame(fields, as: item) && fields.quantity?.scale == item.quantity?.scale
      && fields.price?.scale == item.price?.scale
  }

  /// The status that it names.
  package func status(_ patch: PatchFields) -> OrderStatus? {
    patch.status.isAbsent ? nil : OrderStatus(utf8: bytes[patch.status])
  }

  package func orderID(_ text: PayloadText) -> OrderID { OrderID(bytes.string(text) ?? "") }

  func patch(_ fields: PatchFields) -> OrderPatch {
    OrderPatch(
      orderID: orderID(fields.orderID), customerID: bytes.string(fields.customerID),
      status: status(fields), items: fields.items.map { items($0).map(item) }, total: fields.total,
      itemCount: fields.itemCount, submittedAt: fields.submittedAt,
      submittedAtText: bytes.string(fields.submittedAtText), assignedTo: bytes.string(fields.assignedTo),
      trackingNumber: bytes.string(fields.trackingNumber), carrier: bytes.string(fields.carrier),
      cancellationReason: bytes.string(fields.cancellationReason), timestamp: fields.timestamp,
      unknown: fields.unknown.isEmpty ? [] : self.fields(fields.unknown))
  }
}
