"""What a live stream costs at a steady rate: processor, bytes, writes and memory."""
import time

from measuring.streams import Feed
from measuring.terminal import SIZE, Cost, Program
from measuring.table import TIME_MARGIN

SMALL = (40, 6)
# Events/s, orders; processor in % and kB/s at 120x40, kB/s at 40x6.
RATES = ((1, 200, 0.3, 0.4, 0.2), (100, 1000, 3, 4, 1), (10_000, 10_000, 10, 27, 2))


def measure_rate(table, binary, rate, orders, seconds, kilobytes, cpu=None, size=SIZE, settle=12, frame_limit=30):
    name = f"{rate:,} events/s, {orders:,} orders"
    if size != SIZE:
        name += f", {size[0]}x{size[1]}"
    feed = Feed(orders=orders, rate=rate)
    program = Program(binary, "--url", feed.url, "--fresh", size=size)
    feed.told()
    # Until the changes of the first load no longer stand out, and all that is bounded in number is full at 10,000
    # events/s: growth is growth.
    time.sleep(settle)
    cost = Cost(program, seconds, 2)
    if cpu is None:
        table.note(f"{name}: processor", f"{cost.cpu:.1f} %")
    else:
        table.row(f"{name}: processor", cost.cpu, cpu, "%", TIME_MARGIN, digits=2)
    cost.drawing(table, name, frame_limit)
    table.row(f"{name}: to the terminal", cost.bytes, kilobytes, "kB/s", digits=2)
    if size == SIZE:
        table.row(f"{name}: resident memory", cost.memory, 200, "MB")
        growth = max(0, cost.memory - cost.memory_before)
        table.row(f"{name}: grown in {seconds} s", growth, 4, "MB")
    program.end()
    feed.end()
    return cost


def measure(table, binary, quick):
    table.section("A live stream at a steady rate")
    seconds = 4 if quick else 15
    for rate, orders, cpu, kilobytes, _ in RATES:
        measure_rate(table, binary, rate, orders, seconds, kilobytes, cpu, settle=6 if quick else 12)
    for rate, orders, _, _, kilobytes in RATES:
        measure_rate(table, binary, rate, orders, seconds, kilobytes, size=SMALL, settle=4)
    measure_rate(table, binary, 100, 100_000, seconds, 4, 3, settle=8 if quick else 12)
