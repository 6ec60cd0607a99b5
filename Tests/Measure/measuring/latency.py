"""From an event to the glass, and from a key to the glass: the time until the bytes that show it have been written."""
import bisect
import random
import statistics
import threading
import time

from measuring.streams import FileServer, Feed
from measuring.terminal import Program
from measuring.whole import Replay
from measuring.workload import marker

# The marker of the second order on the board. Its line is drawn anew when the selection comes to it, or goes.
SECOND = marker(2)
SETTLE = 4
TARGET = 50


class Keys:
    """Presses Down and Up in turns, each when the one before has been answered, and not in step with anything."""

    def __init__(self, program, pause):
        self.program = program
        self.pause = pause
        self.random = random.Random(1)
        self.latencies = []
        self.unanswered = 0

    def press_for(self, seconds=float("inf"), until=lambda: False):
        limit = time.monotonic() + seconds
        keys = 0
        while time.monotonic() < limit and not until():
            self.program.look_out(SECOND)
            at = time.monotonic()
            self.program.press("jk"[keys % 2])
            keys += 1
            if self.program.arrived.wait(2):
                self.latencies.append(self.program.seen - at)
            elif not until():
                self.unanswered += 1
            time.sleep(self.pause * self.random.uniform(0.6, 1.4))


class Probes:
    """What a feed has told of its probes."""

    def __init__(self, feed):
        self.sent = {}
        self.thread = threading.Thread(target=self.read, args=(feed,), daemon=True)
        self.thread.start()

    def read(self, feed):
        while words := feed.told():
            if words[0] == "probe":
                self.sent[int(words[1])] = float(words[2])


def event_latencies(program, sent):
    """What was shown a frame later with a newer place of the order counts as shown then. Markers come again after a
    while: each is looked for after it was sent."""
    text = b"".join(data for _, data in program.kept)
    places, times = [], []
    place = 0
    for at, data in program.kept:
        place += len(data)
        places.append(place)
        times.append(at)
    latencies = []
    shown = float("inf")
    for number in sorted(sent, reverse=True):
        word = marker(number).encode()
        first = bisect.bisect_left(times, sent[number])
        index = text.find(word, places[first - 1] if first else 0) if first < len(times) else -1
        if index >= 0:
            shown = min(shown, times[bisect.bisect_left(places, index + len(word))])
        if shown < float("inf"):
            latencies.append(shown - sent[number])
    return latencies


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def show(table, name, latencies, target=None):
    if not latencies:
        table.checked(f"{name}: any", False)
        return
    table.note(f"{name}: p50 of {len(latencies)}", f"{percentile(latencies, 0.5):.1f} ms")
    if target:
        table.row(f"{name}: p95", percentile(latencies, 0.95), target, "ms")
    else:
        table.note(f"{name}: p95", f"{percentile(latencies, 0.95):.1f} ms")


def measure_live(table, binary, rate, orders, seconds):
    name = f"{rate:,} events/s" if rate else "idle"
    feed = Feed(orders=orders, rate=rate, probe=0.15)
    program = Program(binary, "--url", feed.url, "--fresh", keeps=True)
    feed.told()
    probes = Probes(feed)
    time.sleep(SETTLE)
    begin = time.monotonic()
    time.sleep(seconds)
    end = time.monotonic()
    sent = {number: at for number, at in list(probes.sent.items()) if begin < at < end - 1}
    latencies = event_latencies(program, sent)
    program.end()
    feed.end()
    show(table, f"event to glass, {name}", latencies, None if rate == 100 else TARGET)

    feed = Feed(orders=orders, rate=rate, probe=1e9)
    program = Program(binary, "--url", feed.url, "--fresh")
    feed.told()
    time.sleep(SETTLE)
    keys = Keys(program, 0.12)
    keys.press_for(seconds)
    program.end()
    feed.end()
    show(table, f"key to glass, {name}", keys.latencies, TARGET)
    if keys.unanswered:
        table.checked(f"key to glass, {name}: every key answered", False)


def measure_replay(table, binary, workload, server_program, rounds):
    keys_seen, events_seen, pauses = [], [], []
    for _ in range(rounds):
        server = FileServer(server_program, workload.path, holds=True, offsets=[place for place, _ in workload.probes])
        replay = Replay(binary, workload, server, keeps=True)
        numbers = {place: number for place, number in workload.probes}
        events_seen += event_latencies(replay.program, {numbers[place]: at for place, at in server.sent.items()})
        pauses.append(replay.longest_pause())
        server.end()
        keys_seen += replay_with_keys(binary, workload, server_program)
    name = f"replay of {workload.count:,}"
    show(table, f"event to glass, {name}", events_seen)
    show(table, f"key to glass, {name}", keys_seen, TARGET)
    table.row(f"screen's longest pause, {name} (median of {rounds})", statistics.median(pauses) * 1000, 100, "ms", digits=0)


def replay_with_keys(binary, workload, server_program):
    server = FileServer(server_program, workload.path, holds=True, offsets=[workload.size - 1])
    program = Program(binary, "--url", server.url, "--fresh", awaited=[SECOND])
    program.arrival()
    keys = Keys(program, 0.05)
    keys.press_for(60, until=lambda: server.sent)
    program.end()
    server.end()
    return keys.latencies


def measure(table, binary, workload, server_program, quick):
    table.section("From the event, and from the key, to the glass (120x40)")
    seconds = 5 if quick else 15
    for rate, orders in ((0, 1000), (100, 1000), (10_000, 10_000)):
        measure_live(table, binary, rate, orders, seconds)
    measure_replay(table, binary, workload, server_program, 1 if quick else 3)
