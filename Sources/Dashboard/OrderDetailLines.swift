import OrderProtocol
import OrderStore
import TerminalUI

/// The lines of an order's detail. Items are not made into lines before they are drawn: there may be very many.
struct OrderDetailLines {
  private enum Line {
    case field(name: String, [Span])
    case note(String, Role)
    case heading(String)
    case item(Int)
    case itemField(UnknownField)
    case event(Int)
    case blank
  }

  private let detail: OrderDetail
  private let above: [Line]
  private let below: [Line]
  /// The first line of each item, among those of the items; `nil`: each has one, since none has further fields.
  private let itemStarts: [Int]?
  private let itemLineCount: Int
  private let timeline: TimelineLines?
  let count: Int

  /// How many lines of events there are, at the end.
  var eventCount: Int { timeline?.count ?? 0 }

  init(_ detail: OrderDetail) {
    self.detail = detail
    above = Self.fields(detail) + [.blank, .heading(detail.items.isEmpty ? "No items" : "Items")]
    timeline = detail.timeline.map { TimelineLines($0, lateItems: detail.lateItems) }
    below = Self.closing(detail) + (timeline.map { [.blank, .heading($0.heading)] } ?? [])
    var starts: [Int] = []
    var lines = detail.items.count
    if detail.items.contains(where: { !$0.unknown.isEmpty }) {
      starts.reserveCapacity(detail.items.count)
      lines = 0
      for item in detail.items {
        starts.append(lines)
        lines += 1 + item.unknown.count
      }
    }
    itemStarts = starts.isEmpty ? nil : starts
    itemLineCount = lines
    count = above.count + lines + below.count + (timeline?.count ?? 0)
  }

  private subscript(index: Int) -> Line {
    if index < above.count { return above[index] }
    let item = index - above.count
    if item < itemLineCount { return itemLine(item) }
    let line = item - itemLineCount
    return below.indices.contains(line) ? below[line] : .event(line - below.count)
  }

  private func itemLine(_ line: Int) -> Line {
    guard let itemStarts else { return .item(line) }
    var low = 0
    var high = itemStarts.count - 1
    while low < high {
      let middle = high - (high - low) / 2
      if itemStarts[middle] <= line { low = middle } else { high = middle - 1 }
    }
    let field = line - itemStarts[low]
    return field == 0 ? .item(low) : .itemField(detail.items[low].unknown[field - 1])
  }

  func draw(_ index: Int, on canvas: inout Canvas, _ rect: Rect) {
    guard index >= 0, index < count else { return }
    let (start, room) = (rect.column + 1, rect.columns - 2)
    switch self[index] {
    case .blank: break
    case .heading(let text): canvas.write(text, .fieldName, column: start, row: rect.row, columns: room)
    case .note(let text, let role): canvas.write(text, role, column: start, row: rect.row, columns: room)
    case .field(let name, let spans):
      let nameColumns = min(11, room / 3)
      canvas.write(name, .fieldName, column: start, row: rect.row, columns: nameColumns)
      var used = nameColumns + 1
      for span in spans {
        used += canvas.write(span.text, span.role, column: start + used, row: rect.row, columns: room - used)
      }
    case .item(let item): draw(detail.items[item], on: &canvas, rect)
    case .event(let event):
      timeline?.draw(event, on: &canvas, Rect(column: start, row: rect.row, columns: room, rows: 1))
    case .itemField(let field):
      canvas.write(
        "    \(forTerminal(field.name, maxCells: 40).text): \(forTerminal(field.json, maxCells: 200).text)", .dim,
        column: start, row: rect.row, columns: room)
    }
  }

  private func draw(_ item: OrderItem, on canvas: inout Canvas, _ rect: Rect) {
    let isLate = detail.lateItems.contains(item.itemID)
    let role: Role = isLate ? .notice : .text
    let amount = Self.amount(of: item)
    let (start, room) = (rect.column + 1, rect.columns - 2)
    if isLate { canvas.write("+", .notice, column: start, row: rect.row, columns: room) }
    let amountColumns = min(amount.utf8.count, max(0, room - 12))
    var style = canvas.look[role]
    if detail.row.status == .cancelled { style.attributes.insert(.strikethrough) }
    canvas.surface.write(
      item.name ?? item.itemID, column: start + 2, row: rect.row, columns: room - 3 - amountColumns, style: style)
    canvas.surface.writeTrailing(
      amount, column: start + room - amountColumns, row: rect.row, columns: amountColumns, style: style)
  }

  /// `2 × 25.99 = 51.98`, as far as it is known.
  private static func amount(of item: OrderItem) -> String {
    let quantity = item.quantity?.description ?? "?"
    guard let price = item.price else { return "\(quantity) ×" }
    guard let sum = item.quantity?.multiplied(by: price) else { return "\(quantity) × \(price)" }
    return "\(quantity) × \(price) = \(sum)"
  }

  private static func fields(_ detail: OrderDetail) -> [Line] {
    let row = detail.row
    let status = forTerminal(row.status.word, maxCells: 24).text
    var lines: [Line] = [
      .field(name: "status", [Span(status, row.status.role), Span(" for \(row.age.ageText)", .text)])
    ]
    if row.isUnverified { lines.append(.note("? not confirmed since the gap in the history", .unverified)) }
    if row.isPartial { lines.append(.note("? its beginning is unknown", .partial)) }
    if let alarm = row.alarm {
      lines.append(.field(name: "alarm", [Span("\(alarm.state.mark) \(alarm.text)", alarm.state.role)]))
      lines.append(.field(name: "since", [Span(alarm.since.iso8601, .text)]))
    }
    if let overdue = row.overdue { lines.append(.field(name: "limit", [limitSpan(overdue, row.severity)])) }
    func add(_ name: String, _ value: String?, _ role: Role = .text) {
      if let value { lines.append(.field(name: name, [Span(forTerminal(value, maxCells: 300).text, role)])) }
    }
    add("customer", row.customerID)
    if let total = row.total { lines.append(.field(name: "total", numberSpans(total))) }
    if let items = row.itemCount { lines.append(.field(name: "items", numberSpans(items))) }
    add("assigned to", detail.assignedTo)
    add("carrier", detail.carrier)
    add("tracking", detail.trackingNumber)
    add("reason", detail.cancellationReason, .statusCancelled)
    add("submitted", detail.submittedAt?.iso8601)
    for field in detail.unknown { add(forTerminal(field.name, maxCells: 40).text, field.json, .dim) }
    return lines
  }

  private static func closing(_ detail: OrderDetail) -> [Line] {
    var lines: [Line] = [.blank]
    if !detail.lateItems.isEmpty { lines.append(.note("+ added after the order was submitted", .notice)) }
    if detail.row.total?.isComputed == true || detail.row.itemCount?.isComputed == true {
      lines.append(.note("= computed here, the server's is out of date", .computed))
    }
    lines.append(.field(name: "first heard", [Span(detail.firstSeen.iso8601, .dim)]))
    lines.append(.field(name: "last change", [Span(detail.lastChanged.iso8601, .dim)]))
    if !detail.lastEventID.isEmpty {
      lines.append(.field(name: "by event", [Span(forTerminal(detail.lastEventID, maxCells: 100).text, .dim)]))
    }
    return lines
  }

  private static func limitSpan(_ overdue: Duration, _ severity: Severity) -> Span {
    let left = (Duration.zero - overdue).ageText
    return switch severity {
    case .late: Span("!! \(overdue.ageText) over", .late)
    case .warning: Span("~ \(left) left", .warning)
    case .normal: Span("\(left) left", .text)
    }
  }

  private static func numberSpans(_ number: Stated<DecimalNumber>) -> [Span] {
    [Span(number.text, number.isComputed ? .computed : .text)]
  }
}
