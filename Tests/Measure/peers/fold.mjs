// What one would write for Node: its own EventSource and JSON.parse.
//
// usage: node fold.mjs URL [ORDERS]    see README.md beside this file

import { createWriteStream } from "node:fs";

const [url, path] = process.argv.slice(2);
const orders = new Map();
let events = 0;

const cents = (amount) => Math.round(amount * 100);

const fields = [
  "customerId", "status", "total", "itemCount", "submittedAt", "assignedTo", "trackingNumber", "carrier", "reason",
];

function merge(order, event, status) {
  if (status !== undefined) order.status = status;
  for (const field of fields) if (event[field] !== undefined && event[field] !== null) order[field] = event[field];
}

function orderOf(event) {
  let order = orders.get(event.orderId);
  if (order === undefined) {
    order = { status: "CREATED", items: new Map() };
    orders.set(event.orderId, order);
  }
  return order;
}

const changes = {
  "order-created"(event) {
    const order = { items: new Map((event.items ?? []).map((item) => [item.itemId, item])) };
    orders.set(event.orderId, order);
    merge(order, event, "CREATED");
  },
  "order-updated": (event) => merge(orderOf(event), event),
  "order-submitted": (event) => merge(orderOf(event), event, "PENDING"),
  "order-shipped": (event) => merge(orderOf(event), event, "SHIPPED"),
  "order-cancelled": (event) => merge(orderOf(event), event, "CANCELLED"),
  "order-item-added": (event) => orderOf(event).items.set(event.itemId, event),
  "order-item-removed": (event) => orderOf(event).items.delete(event.itemId),
  heartbeat() {},
  connected() {},
  "replay-start"() {},
};

function summary() {
  const summary = { events, orders: orders.size, items: 0, lines: 0, totals: 0 };
  for (const order of orders.values()) {
    summary[order.status] = (summary[order.status] ?? 0) + 1;
    summary.items += order.items.size;
    summary.totals += cents(order.total ?? 0);
    for (const item of order.items.values()) summary.lines += item.quantity * cents(item.price);
  }
  return summary;
}

function write(path) {
  const file = createWriteStream(path);
  for (const [id, order] of orders) {
    const items = [...order.items.values()].map(
      (item) => `${item.itemId}:${item.name}:${item.quantity}:${cents(item.price)}`);
    const values = [
      id, order.customerId, order.status, order.total === undefined ? undefined : cents(order.total), order.itemCount,
      order.submittedAt, order.assignedTo, order.trackingNumber, order.carrier, order.reason, items.join("|"),
    ];
    file.write(values.map((value) => value ?? "").join("\t") + "\n");
  }
  return new Promise((resolve) => file.end(resolve));
}

const source = new EventSource(url);
for (const [type, change] of Object.entries(changes))
  source.addEventListener(type, ({ data }) => {
    events += 1;
    change(JSON.parse(data));
  });
source.onerror = () => {
  console.error("the stream broke off");
  process.exit(1);
};
source.addEventListener("replay-complete", async ({ data }) => {
  events += 1;
  JSON.parse(data);
  source.close();
  console.log("done");
  console.log(JSON.stringify(summary()));
  if (path !== undefined) await write(path);
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
});
