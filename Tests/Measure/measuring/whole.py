"""A whole replay: by the peers, by ordertop's parts without saving and screen, and by the dashboard as it is."""
import collections
import hashlib
import pathlib
import sqlite3
import statistics
import struct
import subprocess
import tempfile
import time

from measuring import tools
from measuring.peers import Folder, Medians, Run
from measuring.processes import memory
from measuring.streams import FileServer
from measuring.terminal import Program, frames
from measuring.workload import LAST_MARKER, exported_digest, marker

FOLD = "ordertop, nothing saved or drawn"
WHOLE = "ordertop, saved and on the screen"
LONGEST_WAIT = 120
# How orders are saved.
PAGE_PLACES = 16
STATUSES = ("CREATED", "PENDING", "PROCESSING", "SHIPPED", "CANCELLED")
# Of those in Swift the fastest, as measured once: events/s.
SWIFT_LIBRARY = ("LaunchDarkly's", 34_000)


def statuses_of_page(page):
    """The statuses of the saved orders in a page: see OrderPage in Sources/Persistence."""
    def number(at):
        value, shift = 0, 0
        while True:
            byte = page[at]
            value |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if byte < 0x80:
                return value, at

    at = 4 * PAGE_PLACES
    for length in struct.unpack_from(f"<{PAGE_PLACES}I", page):
        if length:
            status = page[at] & 0b111
            if status:
                yield STATUSES[status - 1]
            else:
                size, behind = number(at + 1)
                size, behind = number(behind + size)
                yield page[behind:behind + size].decode()
        at += length


class SavedPosition:
    """The id of the event up to which a state directory's newest state is saved."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.connection = None

    def read(self):
        if self.connection is None:
            files = list(self.folder.glob("*.sqlite"))
            if not files:
                return None
            self.connection = sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True)
        try:
            row = self.connection.execute("SELECT last_event_id FROM stream").fetchone()
        except sqlite3.OperationalError:
            return None
        return row and row[0]

    def statuses(self):
        """How many orders are saved of each status."""
        counts = collections.Counter()
        for page, in self.connection.execute("SELECT orders FROM orders"):
            counts.update(statuses_of_page(page))
        return counts

    def wait_for(self, identifier):
        limit = time.monotonic() + LONGEST_WAIT
        while self.read() != identifier:
            if time.monotonic() > limit:
                raise SystemExit(f"not saved after {LONGEST_WAIT} s: {self.read()} instead of {identifier}")
            time.sleep(0.002)
        return time.monotonic()


class Replay:
    """A dashboard that is fed a workload, from its start to the last event on the screen and saved."""

    def __init__(self, binary, workload, server, keeps=False, exports=False):
        with tempfile.TemporaryDirectory(dir=tools.CACHE) as folder:
            self.program = program = Program(
                binary, "--url", server.url, "--state-dir", folder, awaited=[marker(LAST_MARKER)], keeps=keeps)
            self.begin = server.begun()
            self.shown = shown = program.arrival(timeout=LONGEST_WAIT)
            position = SavedPosition(folder)
            self.end = max(shown, position.wait_for(workload.last_id))
            self.run = Run(self.end - self.begin, program.cpu(), memory(program.process.pid, "VmHWM"))
            self.statuses = position.statuses()
            program.end()
            self.times = [at for at in program.chunks if at <= self.end]
            if exports:
                command = [binary, "export", "--format", "json", "--url", server.url, "--state-dir", folder]
                self.exported = subprocess.run(command, capture_output=True).stdout

    def longest_pause(self):
        """Seconds without anything new on the screen, until the last event is there."""
        times = [at for at in self.times if self.begin <= at < self.shown]
        return max(after - before for before, after in zip([self.begin, *times], [*times, self.shown]))


class Dashboard:
    """The dashboard in the part of a folder."""

    name = WHOLE
    most_events = None

    def __init__(self, binary):
        self.binary = binary
        self.pauses = []
        self.frames = []

    def verify(self, server, workload):
        return exported_digest(Replay(self.binary, workload, server, exports=True).exported) == workload.digest

    def run(self, server, workload):
        replay = Replay(self.binary, workload, server)
        if any(workload.summary.get(status) != count for status, count in replay.statuses.items()):
            raise SystemExit(f"{self.name} came to other orders: {replay.statuses} instead of {workload.summary}")
        self.pauses.append(replay.longest_pause())
        self.frames.append(frames(replay.times) / (replay.end - replay.begin))
        return replay.run


def measure(table, binary, peers, workloads, rounds, server_program):
    """The table of all readers at all sizes. Returns the medians, by size and name."""
    fold = Folder(FOLD, [tools.INSTALLED / "ordertop-measure", "fold"])
    results = {}
    for workload in workloads:
        dashboard = Dashboard(binary)
        readers = [("whole", dashboard), ("fold", fold), *peers]
        readers = [(key, one) for key, one in readers if not one.most_events or one.most_events >= workload.count]
        size, orders = workload.size / 1e6, workload.summary["orders"]
        table.section(f"Replay of {workload.count:,} events ({size:.0f} MB, {orders:,} orders)")
        for _, reader in readers:
            server = FileServer(server_program, workload.path, holds=isinstance(reader, Dashboard))
            right = reader.verify(server, workload)
            server.end()
            if not right:
                table.checked(f"{reader.name}: the same orders", False)
        runs = {key: [] for key, _ in readers}
        for _ in range(rounds):
            for key, reader in readers:
                server = FileServer(server_program, workload.path, holds=isinstance(reader, Dashboard))
                runs[key].append(reader.run(server, workload))
                server.end()
        medians = {key: Medians(values) for key, values in runs.items()}
        results[workload.count] = medians
        show(table, workload, readers, medians)
        targets(table, workload, medians, dashboard)
    linearity(table, results)
    return results


def show(table, workload, readers, medians):
    table.text(f"{'':40}{'k events/s':>12}{'µs cpu/event':>14}{'peak MB':>10}{'whole path':>13}{'only folding':>14}")
    for key, reader in readers:
        one = medians[key]
        ratios = [f"{one.seconds / medians[ours].seconds:.2f} x" for ours in ("whole", "fold")]
        table.text(
            f"{reader.name:40}{workload.count / one.seconds / 1000:>12,.0f}{one.cpu / workload.count * 1e6:>14.2f}"
            f"{one.peak / 1e6:>10,.0f}{ratios[0]:>13}{ratios[1]:>14}")


def targets(table, workload, medians, dashboard):
    name = f"{workload.count:,} events"
    if workload.count >= 1_000_000:
        for key, peer, target in (("go", "Go", 1.5), ("node", "Node", 2.4), ("python", "httpx-sse + orjson", 3.2)):
            if key in medians:
                ratio = medians[key].seconds / medians["whole"].seconds
                table.row(f"{name}: whole path, times {peer}", ratio, target, "x", least=True, digits=2)
        if "floor" in medians:
            ratio = medians["whole"].cpu / medians["floor"].cpu
            table.row(f"{name}: whole path, processor over the C++ floor's", ratio, 3, "x", digits=2)
        table.note(f"{name}: whole path, times the Swift library {SWIFT_LIBRARY[0]}, not in this run",
                   f"{workload.count / medians['whole'].seconds / SWIFT_LIBRARY[1]:.1f} x")
        table.row(f"{name}: on the screen and saved", medians["whole"].seconds, 4, "s", digits=2)
    pause = statistics.median(dashboard.pauses) * 1000
    if workload.count >= 1_000_000:
        table.row(f"{name}: longest pause of the screen", pause, 100, "ms", digits=0)
        table.note(f"{name}: frames", f"{statistics.median(dashboard.frames):.1f} /s")


def linearity(table, results):
    for key, name in (("whole", "whole path"), ("fold", "nothing saved or drawn")):
        costs = [medians[key].cpu / count for count, medians in sorted(results.items())]
        if len(costs) > 1:
            table.note(f"{name}: processor an event, largest over smallest replay", f"{costs[-1] / costs[0]:.2f} x")


def measure_tail(table, binary, peers, workload, rounds, server_program):
    """`tail --format jsonl` against Go writing the same lines."""
    commands = {"ordertop": [binary, "tail", "--format", "jsonl", "--max-retries", "0", "--url"]}
    if "go" in dict(peers):
        commands["Go"] = [*dict(peers)["go"].command, "--lines"]
    table.section(f"Lines of {workload.count:,} events")
    digests = {name: lines(command, workload, server_program, digest=True) for name, command in commands.items()}
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(lines(command, workload, server_program))
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    for name, seconds in medians.items():
        table.note(f"{name}: one line of JSON an event", f"{workload.count / seconds / 1000:,.0f} k/s")
    if "Go" in medians:
        table.checked("tail: the same lines as Go's", len(set(digests.values())) == 1)
        table.row("tail --format jsonl, times Go", medians["Go"] / medians["ordertop"], 1, "x", least=True, digits=2)


def lines(command, workload, server_program, digest=False):
    """The digest of the lines, or the seconds they take."""
    server = FileServer(server_program, workload.path)
    output = subprocess.PIPE if digest else subprocess.DEVNULL
    process = subprocess.Popen([*command, server.url], stdout=output, stderr=subprocess.DEVNULL)
    if digest:
        hashed = hashlib.sha256()
        while part := process.stdout.read(1 << 20):
            hashed.update(part)
        process.stdout.close()
    process.wait(LONGEST_WAIT)
    end = time.monotonic()
    begin = server.begun()
    server.end()
    return hashed.hexdigest() if digest else end - begin
