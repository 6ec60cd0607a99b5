/// The recording that `demo` plays.
enum BundledRecording {
  static let bytes = Array(
    """
    : ordertop recording 1
    : started 2024-07-15T14:29:00Z
    id: 1
    event: connected
    data: {"streamId":"live-abc"}

    : +1
    id: 2
    event: order-created
    data: {"orderId":"order-789","customerId":"cust-123","status":"CREATED","items":[]}

    : +1
    id: 3
    event: heartbeat
    data: {"timestamp":"2024-07-15T14:29:02Z"}

    : +100
    : closed

    """.utf8)
}
