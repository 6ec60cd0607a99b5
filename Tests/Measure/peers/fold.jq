# What one would write for `curl -N URL | jq -nRr -f fold.jq`: prints a summary, or the orders with `--arg orders yes`.
# See README.md beside this file.

def cents: . * 100 | round;

def merge($event; $status):
  (if $status then .status = $status else . end)
  + ($event | {customerId, status, total, itemCount, submittedAt, assignedTo, trackingNumber, carrier, reason}
    | with_entries(select(.value != null)));

def apply($kind; $event):
  .events += 1
  | if $kind == "order-created" then
      .orders[$event.orderId] =
        ({items: (($event.items // []) | map({key: .itemId, value: .}) | from_entries)} | merge($event; "CREATED"))
    elif $kind == "order-item-added" then .orders[$event.orderId].items[$event.itemId] = $event
    elif $kind == "order-item-removed" then del(.orders[$event.orderId].items[$event.itemId])
    elif $kind == "order-updated" then .orders[$event.orderId] |= merge($event; null)
    elif $kind == "order-submitted" then .orders[$event.orderId] |= merge($event; "PENDING")
    elif $kind == "order-shipped" then .orders[$event.orderId] |= merge($event; "SHIPPED")
    elif $kind == "order-cancelled" then .orders[$event.orderId] |= merge($event; "CANCELLED")
    else . end;

def summary:
  .events as $events
  | reduce .orders[] as $order (
      {events: $events, orders: 0, items: 0, lines: 0, totals: 0};
      .orders += 1
      | .[$order.status] += 1
      | .items += ($order.items | length)
      | .totals += (($order.total // 0) | cents)
      | .lines += ([$order.items[] | .quantity * (.price | cents)] | add // 0));

def line:
  .key as $id | .value
  | [ $id, .customerId, .status, (if .total == null then null else (.total | cents) end), .itemCount, .submittedAt,
      .assignedTo, .trackingNumber, .carrier, .reason,
      ([.items[] | "\(.itemId):\(.name):\(.quantity):\(.price | cents)"] | join("|")) ]
  | map(. // "" | tostring) | join("\t");

reduce inputs as $line (
  {events: 0, orders: {}, kind: ""};
  if $line[0:6] == "data: " then ($line[6:] | fromjson) as $event | .kind as $kind | apply($kind; $event)
  elif $line[0:7] == "event: " then .kind = $line[7:]
  else . end)
| if $orders == "yes" then .orders | to_entries[] | line else summary end
