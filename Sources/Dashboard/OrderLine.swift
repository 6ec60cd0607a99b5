import OrderProtocol
import OrderStore
import TerminalUI

/// One order in one row.
struct OrderLine {
  let order: OrderRow
  /// Whether the feed still vouches for it; otherwise it is dimmed.
  let isTrusted: Bool

  /// What was ordered is not wanted any more: it is struck through.
  private var isVoid: Bool { order.status == .cancelled }

  func draw(on canvas: inout Canvas, _ rect: Rect, _ columns: OrderColumns) {
    let isUnseen = order.alarm.map { $0.state == .new || $0.state == .cleared } ?? false
    let plain: Role = isTrusted && (!order.status.isClosed || isUnseen) ? .text : .dim
    drawMark(on: &canvas, rect, columns)
    write(
      order.id.rawValue, plain, .order, changed: .order, isStruck: isVoid, clip: .keepEnd, on: &canvas, rect, columns)
    write(
      order.status.word, isTrusted ? order.status.role : .dim, .status, changed: .status, on: &canvas, rect, columns)
    // What is in time is quiet: one look for both columns, so that a slow line carries little where both change at once.
    let inTime: Role = order.overdue == nil ? plain : .dim
    write(
      order.age.calmText(atMost: columns[.age]?.count ?? 0), order.severity.role ?? inTime, .age, on: &canvas, rect,
      columns)
    if let overdue = order.overdue {
      write(
        overdue.calmOverdueText(atMost: columns[.limit]?.count ?? 0), order.severity.role ?? inTime, .limit,
        on: &canvas, rect, columns)
    }
    write(order.itemCount, plain, .items, changed: .items, on: &canvas, rect, columns)
    write(order.total, plain, .total, changed: .total, on: &canvas, rect, columns)
    write(
      order.place ?? "-", order.place == nil ? .dim : plain, .place, changed: .place, clip: placeClip, on: &canvas,
      rect,
      columns)
    write(
      order.customerID ?? "-", order.customerID == nil ? .dim : plain, .customer, changed: .customer, on: &canvas, rect,
      columns)
  }

  /// Of many warehouses the number tells them apart; a reason and a carrier are told by their beginning.
  private var placeClip: Clip {
    let isNumbered = order.place?.unicodeScalars.last.map { ("0"..."9").contains($0) } ?? false
    return isNumbered && !order.status.isClosed ? .keepEnd : .keepStart
  }

  private func drawMark(on canvas: inout Canvas, _ rect: Rect, _ columns: OrderColumns) {
    let column = rect.column + columns.mark.lowerBound
    switch (order.alarm?.state, order.severity) {
    case (let alarm?, _): canvas.write(alarm.mark, alarm.role, column: column, row: rect.row)
    case (nil, .late): canvas.write("!!", .late, column: column, row: rect.row)
    case (nil, .warning): canvas.write(" ~", .warning, column: column, row: rect.row)
    case (nil, .normal): break
    }
    guard order.isPartial || order.isUnverified, order.alarm == nil || columns.hasWideMarks else { return }
    if !columns.hasWideMarks, order.severity == .warning { canvas.write("~", .warning, column: column, row: rect.row) }
    canvas.write(
      "?", order.isUnverified ? .unverified : .partial, column: column + (columns.hasWideMarks ? 2 : 1), row: rect.row)
  }

  private func write(
    _ number: Stated<DecimalNumber>?, _ role: Role, _ kind: OrderColumn, changed: OrderFields,
    on canvas: inout Canvas, _ rect: Rect, _ columns: OrderColumns
  ) {
    guard let number, let place = columns[kind] else {
      write("-", .dim, kind, on: &canvas, rect, columns)
      return
    }
    write(
      number.text(atMost: place.count), number.isComputed ? .computed : role, kind, changed: changed, isStruck: isVoid,
      on: &canvas, rect,
      columns)
  }

  private func write(
    _ text: String, _ role: Role, _ kind: OrderColumn, changed: OrderFields = [], isStruck: Bool = false,
    clip: Clip = .keepStart, on canvas: inout Canvas, _ rect: Rect, _ columns: OrderColumns
  ) {
    guard let place = columns[kind] else { return }
    let isChanged = !order.changed.isDisjoint(with: changed)
    var style = canvas.look[role]
    if isChanged { style = canvas.look.overlaid(style, with: .changed) }
    if isStruck { style.attributes.insert(.strikethrough) }
    let column = rect.column + place.lowerBound
    if OrderColumns.isNumber(kind) {
      canvas.surface.writeTrailing(text, column: column, row: rect.row, columns: place.count, style: style, clip: clip)
    } else {
      canvas.surface.write(text, column: column, row: rect.row, columns: place.count, style: style, clip: clip)
    }
  }
}
