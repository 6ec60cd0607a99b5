"""What one would write in Python: httpx-sse and orjson.

usage: fold.py URL [ORDERS]    see README.md beside this file
"""
import sys

import httpx
import httpx_sse
import orjson

FIELDS = (
    "customerId", "status", "total", "itemCount", "submittedAt", "assignedTo", "trackingNumber", "carrier", "reason")
STATUSES = {
    "order-created": "CREATED", "order-updated": None, "order-submitted": "PENDING", "order-shipped": "SHIPPED",
    "order-cancelled": "CANCELLED"}

orders = {}
events = 0


def cents(amount):
    return round(amount * 100)


def order_of(event):
    order = orders.get(event["orderId"])
    if order is None:
        order = orders[event["orderId"]] = {"status": "CREATED", "items": {}}
    return order


def apply(kind, event):
    if kind == "order-item-added":
        order_of(event)["items"][event["itemId"]] = event
    elif kind == "order-item-removed":
        order_of(event)["items"].pop(event["itemId"], None)
    elif kind in STATUSES:
        if kind == "order-created":
            order = {"items": {item["itemId"]: item for item in event.get("items") or ()}}
            orders[event["orderId"]] = order
        else:
            order = order_of(event)
        if status := STATUSES[kind]:
            order["status"] = status
        for field in FIELDS:
            if (value := event.get(field)) is not None:
                order[field] = value


def fold(url):
    global events
    with httpx.Client(timeout=None) as client, httpx_sse.connect_sse(client, "GET", url) as source:
        for event in source.iter_sse():
            events += 1
            apply(event.event, orjson.loads(event.data))
            if event.event == "replay-complete":
                return
    sys.exit("the stream broke off")


def summary():
    counts = {"events": events, "orders": len(orders), "items": 0, "lines": 0, "totals": 0}
    for order in orders.values():
        counts[order["status"]] = counts.get(order["status"], 0) + 1
        counts["items"] += len(order["items"])
        counts["totals"] += cents(order.get("total", 0))
        counts["lines"] += sum(item["quantity"] * cents(item["price"]) for item in order["items"].values())
    return counts


def write(path):
    with open(path, "w", encoding="utf-8") as file:
        for name, order in orders.items():
            items = "|".join(
                f"{item['itemId']}:{item['name']}:{item['quantity']}:{cents(item['price'])}"
                for item in order["items"].values())
            total = cents(order["total"]) if "total" in order else ""
            values = [name, order.get("customerId", ""), order["status"], total]
            values += [order.get(field, "") for field in FIELDS[3:]]
            file.write("\t".join(map(str, values)) + f"\t{items}\n")


def main():
    fold(sys.argv[1])
    print("done", flush=True)
    print(orjson.dumps(summary()).decode(), flush=True)
    if len(sys.argv) > 2:
        write(sys.argv[2])
    sys.stdin.read()


main()
