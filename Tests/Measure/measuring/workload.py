"""The stream that everybody reads, the same for the same number of events, and the orders that it comes to.

Lives of orders as in the protocol, many at a time: created with items or without, items added and removed, totals
restated, submitted, processing, shipped or cancelled; heartbeats between them; and a few orders with very many items. It
is one replay, from `replay-start` to `replay-complete`, so that every reader knows where the end is. About 7.7 events
an order, 90 bytes of JSON an event. Two orders have waited longest and so stand on top of a dashboard; one of them
changes its place now and then, and at the very end, which a watched screen shows.

`fold` reads the file again by itself and shares nothing with the generator, nor with ordertop, nor with the peers.
"""
import collections
import decimal
import functools
import hashlib
import json
import pathlib
import random

SEED = 20240715
# Orders under way at the same time, for each thousand of events.
ACTIVE_SHARE = 8
HEARTBEAT_EVERY = 200
NAMES = ["Widget", "Gadget", "Gizmo", "Lamp", "Kettle", "Stool", "Teppich", "Löffel", "Cable", "Mug, large"]
REASONS = ["payment failed", "out of stock", "customer request", 'address \\"unknown\\"']
CARRIERS = ["UPS", "DHL", "FedEx", "GLS"]
# How often the order on top changes its place before the end.
PROBES = 50

LETTERS = "".join(map(chr, range(0x100, 0x100 + 61)))


def marker(number):
    """Four letters that nothing else shows, and that differ in each place from those of the 60 numbers before: what is
    on a screen never lets a part of them be left out."""
    return "".join(LETTERS[(number + 13 * place) % len(LETTERS)] for place in range(4))


def watched_order(name, day):
    """An order that has waited longer than any other."""
    return "order-created", (
        f'{{"orderId":"{name}","customerId":"cust-0","status":"PENDING","items":[],"total":0,'
        f'"submittedAt":"2000-01-0{day}T00:00:00Z","assignedTo":"{marker(day)}"}}')


def moved(name, number):
    return "order-updated", f'{{"orderId":"{name}","assignedTo":"{marker(number)}"}}'


WATCHED = ("watched-1", "watched-2")
LAST_MARKER = PROBES + 5


class Shop:
    """Makes the events one after the other."""

    def __init__(self):
        self.random = random.Random(SEED)
        self.orders = 0
        self.second = 0

    def time(self):
        self.second += 1
        hours, rest = divmod(self.second, 3600)
        day, hour = divmod(hours, 24)
        return f"2024-07-{1 + day % 28:02}T{hour:02}:{rest // 60:02}:{rest % 60:02}Z"

    def item(self, number):
        draw = self.random.random
        name = NAMES[int(draw() * len(NAMES))]
        cents = 99 + int(draw() * 20000)
        return number, name, 1 + int(draw() * draw() * 6), cents

    @staticmethod
    def item_fields(item):
        number, name, quantity, cents = item
        return f'"itemId":"item-{number}","name":"{name}","quantity":{quantity},"price":{money(cents)}'

    @staticmethod
    def total_fields(items):
        cents = sum(item[2] * item[3] for item in items.values())
        return f'"total":{money(cents)},"itemCount":{sum(item[2] for item in items.values())}'

    def life(self, added=None):
        """The events of one order, in order; `added` is how many items are added to it one by one."""
        draw = self.random.random
        self.orders += 1
        order = f'{{"orderId":"order-{self.orders:06}"'
        customer = f'"customerId":"cust-{1 + int(draw() * 9000)}","status":"CREATED"'
        items = {}
        if added is None and draw() < 0.35:
            items = {number: self.item(number) for number in range(1, 2 + int(draw() * 2))}
            listed = ",".join(f"{{{self.item_fields(item)}}}" for item in items.values())
            yield "order-created", f'{order},{customer},"items":[{listed}],{self.total_fields(items)}}}'
            more = int(draw() * 3)
        else:
            yield "order-created", f'{order},{customer},"items":[],"total":0}}'
            more = added or 1 + int(draw() * 5)
        for _ in range(more):
            item = self.item(len(items) + 1)
            items[item[0]] = item
            yield "order-item-added", f"{order},{self.item_fields(item)}}}"
        if draw() < 0.2:
            gone = 1 + int(draw() * len(items))
            items.pop(gone, None)
            yield "order-item-removed", f'{order},"itemId":"item-{gone}"}}'
        yield "order-updated", f"{order},{self.total_fields(items)}}}"
        yield "order-submitted", f'{order},"status":"PENDING","submittedAt":"{self.time()}"}}'
        fate = draw()
        if fate < 0.08:
            reason = REASONS[int(draw() * len(REASONS))]
            yield "order-cancelled", f'{order},"status":"CANCELLED","reason":"{reason}"}}'
            return
        yield "order-updated", f'{order},"status":"PROCESSING","assignedTo":"warehouse-{1 + int(draw() * 9)}"}}'
        if draw() < 0.4:
            yield "order-updated", f'{order},"assignedTo":"packing-station-{1 + int(draw() * 30)}","priority":"normal"}}'
        carrier = CARRIERS[int(draw() * len(CARRIERS))]
        yield "order-shipped", (
            f'{order},"status":"SHIPPED","trackingNumber":"1Z999AA1{int(draw() * 1e10):010}","carrier":"{carrier}"}}')

    def large_lives(self, count):
        """The orders with very many items."""
        number, items = (1, 200) if count < 100_000 else (3, 500) if count < 1_000_000 else (4, 1500)
        return [self.life(added=items) for _ in range(number)]

    def events(self, count):
        """So many events, as (type, data)."""
        for day, name in enumerate(WATCHED, 1):
            yield watched_order(name, day)
        large = collections.deque(self.large_lives(count))
        wanted = max(20, count * ACTIVE_SHARE // 1000)
        active = []
        # The large ones are over by the end, too.
        pace = max(1, count // 8000)
        for number in range(2, count - 1):
            if number % (count // PROBES) == 0:
                yield moved(WATCHED[0], 2 + number // (count // PROBES))
                continue
            if number % HEARTBEAT_EVERY == HEARTBEAT_EVERY - 1:
                yield "heartbeat", f'{{"timestamp":"{self.time()}"}}'
                continue
            if large and number % 5 < 4 and number // pace % 2:
                event = next(large[0], None)
                if event is not None:
                    large.rotate()
                    yield event
                    continue
                large.popleft()
            while len(active) < wanted:
                active.append(self.life())
            place = int(self.random.random() * len(active))
            event = next(active[place], None)
            while event is None:
                active[place] = self.life()
                event = next(active[place])
            yield event
        yield moved(WATCHED[0], LAST_MARKER)


def money(cents):
    return f"{cents // 100}.{cents % 100:02}" if cents % 100 else str(cents // 100)


def is_about_an_order(kind):
    return kind.startswith("order-")


def encode(kind, data, number):
    return f"id: {number}\nevent: {kind}\ndata: {data}\n\n"


# --- the orders that the file comes to ---

FIELDS = (
    "customerId", "status", "total", "itemCount", "submittedAt", "assignedTo", "trackingNumber", "carrier", "reason")
IMPLIED = {
    "order-created": "CREATED", "order-updated": None, "order-submitted": "PENDING", "order-shipped": "SHIPPED",
    "order-cancelled": "CANCELLED"}


def cents(value):
    return int(decimal.Decimal(value) * 100)


def order_line(name, order, items):
    """One order as all readers write it; the items sorted, so that their order does not matter."""
    total = "" if order.get("total") is None else cents(order["total"])
    values = [name, order.get("customerId"), order["status"], total]
    values += [order.get(field) for field in FIELDS[3:]]
    texts = sorted(
        f"{item['itemId']}:{item['name']}:{item['quantity']}:{cents(item['price'])}" for item in items)
    return "\t".join("" if value is None else str(value) for value in values) + "\t" + "|".join(texts)


def fold(path):
    """The orders and the number of events, read in the plainest way."""
    orders = {}
    events = 0
    kind = None
    parse = functools.partial(json.loads, parse_float=str)
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.startswith("event: "):
                kind = line[7:-1]
            elif line.startswith("data: "):
                events += 1
                data = parse(line[6:])
                if is_about_an_order(kind):
                    change(orders, kind, data)
    return orders, events


def change(orders, kind, data):
    name = data["orderId"]
    if kind == "order-created":
        orders[name] = {"items": {item["itemId"]: item for item in data["items"]}}
    order = orders[name]
    if kind == "order-item-added":
        order["items"][data["itemId"]] = data
    elif kind == "order-item-removed":
        order["items"].pop(data["itemId"], None)
    else:
        if IMPLIED[kind]:
            order["status"] = IMPLIED[kind]
        order.update({field: data[field] for field in FIELDS if data.get(field) is not None})


def digest(lines):
    """Of the orders in any order."""
    hashed = hashlib.sha256()
    for line in sorted(lines):
        hashed.update(line.encode())
        hashed.update(b"\n")
    return hashed.hexdigest()


def written_digest(path):
    """Of the orders that a reader has written."""
    with open(path, encoding="utf-8", newline="\n") as file:
        return digest(sort_items(line.rstrip("\n")) for line in file)


def sort_items(line):
    head, items = line.rsplit("\t", 1)
    return head + "\t" + "|".join(sorted(items.split("|")))


def exported_digest(text):
    """Of what `ordertop export --format json` has printed."""
    lines = []
    for order in json.loads(text, parse_float=str):
        order["reason"] = order.get("cancellationReason")
        lines.append(order_line(order["orderId"], order, order["items"]))
    return digest(lines)


def summary(orders, events):
    counts = collections.Counter(events=events, orders=len(orders))
    for order in orders.values():
        counts[order["status"]] += 1
        counts["items"] += len(order["items"])
        counts["totals"] += cents(order.get("total") or 0)
        counts["lines"] += sum(int(item["quantity"]) * cents(item["price"]) for item in order["items"].values())
    return dict(counts)


class Workload:
    """A stream of so many events on disk, and what it comes to."""

    def __init__(self, folder, count):
        self.count = count
        source = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()[:12]
        self.path = folder / f"replay-{count}-{source}.sse"
        facts = self.path.with_suffix(".json")
        if not facts.exists():
            for old in folder.glob(f"replay-{count}-*"):
                old.unlink()
            probes = self.write()
            orders, events = fold(self.path)
            lines = (order_line(name, order, order["items"].values()) for name, order in orders.items())
            facts.write_text(json.dumps({"summary": summary(orders, events), "digest": digest(lines), "probes": probes}))
        known = json.loads(facts.read_text())
        self.summary, self.digest = known["summary"], known["digest"]
        # Where in the file the event of a marker ends, as (offset, number of the marker).
        self.probes = known["probes"]

    def write(self):
        events = list(Shop().events(self.count))
        missed = sum(is_about_an_order(kind) for kind, _ in events)
        begin = "replay-start", f'{{"missedEvents":{missed},"replayingFrom":"0"}}'
        end = "replay-complete", f'{{"replayedEvents":{missed},"resumingLiveStream":true}}'
        probes = []
        numbers = {moved(WATCHED[0], number): number for number in range(3, LAST_MARKER + 1)}
        with open(self.path, "wb") as file:
            for number, event in enumerate([begin, *events, end], 1):
                file.write(encode(*event, number).encode())
                if event in numbers:
                    probes.append((file.tell(), numbers[event]))
        return probes

    @property
    def size(self):
        return self.path.stat().st_size

    @property
    def last_id(self):
        return str(self.count + 2)


def board(path, count):
    """Writes a stream of open orders with three items each, those on top of a dashboard first. Returns the last id."""
    shop = Shop()
    events = [watched_order(name, day) for day, name in enumerate(WATCHED, 1)]
    for order in range(count - len(events)):
        items = {number: shop.item(number) for number in (1, 2, 3)}
        listed = ",".join(f"{{{shop.item_fields(item)}}}" for item in items.values())
        events.append((
            "order-created",
            f'{{"orderId":"order-{order:06}","customerId":"cust-{order % 9000}","status":"CREATED","items":[{listed}],'
            f"{shop.total_fields(items)}}}"))
    path.write_text("".join(encode(*event, number) for number, event in enumerate(events, 1)), encoding="utf-8")
    return str(len(events))
