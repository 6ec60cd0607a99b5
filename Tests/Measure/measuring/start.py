"""First paint, `status`, `export`, and memory, with few orders and with 100,000."""
import shutil
import statistics
import tempfile
import time

from measuring import tools
from measuring.processes import memory, proportional_memory, run_timed
from measuring.streams import FileServer
from measuring.terminal import Program
from measuring.table import TIME_MARGIN
from measuring.whole import SavedPosition
from measuring.workload import board, marker

MANY = 100_000
FEW = 50
# What an idle order of three items may take.
BYTES_PER_ORDER = 600


def first_paint(command, awaited, runs):
    """Seconds until the words are on their way to the screen, of each run."""
    times = []
    for _ in range(runs):
        program = Program(*command, awaited=awaited)
        times.append(program.arrival() - program.started)
        program.end()
    return times


class Saved:
    """A state directory with so many orders of three items, and what the dashboard that made it took."""

    def __init__(self, binary, count, server_program, settle):
        self.folder = tempfile.TemporaryDirectory(dir=tools.CACHE)
        path = tools.CACHE / f"board-{count}.sse"
        last = board(path, count)
        self.server = FileServer(server_program, path, holds=True)
        program = Program(binary, *self.arguments)
        SavedPosition(self.folder.name).wait_for(last)
        # Until nothing is written, drawn or freed any more.
        time.sleep(settle)
        self.resident = memory(program.process.pid, "VmRSS")
        self.proportional = proportional_memory(program.process.pid) or self.resident
        program.end()

    @property
    def arguments(self):
        return ["--url", self.server.url, "--state-dir", self.folder.name]

    def end(self):
        self.server.end()
        self.folder.cleanup()


def measure(table, binary, server_program, quick):
    runs = 5 if quick else 15
    table.section("Start and memory")
    paint = statistics.median(first_paint([binary, "demo"], ["ordertop", "quit"], runs)) * 1000
    if htop := shutil.which("htop"):
        other = statistics.median(first_paint([htop], ["Quit"], runs)) * 1000
        table.row(f"demo: first paint (median of {runs}; htop's is the target)", paint, round(other), "ms", TIME_MARGIN)
        table.note("demo: first paint, over htop's (0.5 is the aim)", f"{paint / other:.2f} x")
    else:
        table.note("demo: first paint", f"{paint:.0f} ms")
    few = Saved(binary, FEW, server_program, 5 if quick else 15)
    many = Saved(binary, MANY, server_program, 5 if quick else 15)
    for saved, count, target in ((few, FEW, None), (many, MANY, 500)):
        # The first order of the board is on the first frame.
        words = ["ordertop", "quit", marker(1)]
        paint = statistics.median(first_paint([binary, *saved.arguments], words, runs)) * 1000
        if target:
            table.row(f"{count:,} saved orders: first paint", paint, target, "ms", TIME_MARGIN, digits=0)
        else:
            table.note(f"{count:,} saved orders: first paint", f"{paint:.1f} ms")
        measure_status(table, binary, saved, count, 2 * runs)
    for form in ("json", "csv"):
        measure_export(table, binary, many, form, 3 if quick else 5)
    table.row(f"{FEW} orders: proportional memory", few.proportional / 2**20, 16, "MiB")
    table.note(f"{FEW} orders: resident memory", f"{few.resident / 2**20:.1f} MiB")
    table.note(f"{MANY:,} idle orders: proportional memory", f"{many.proportional / 2**20:.1f} MiB")
    each = (many.proportional - few.proportional) / (MANY - FEW)
    table.row(f"{MANY:,} idle orders of three items: each", each, BYTES_PER_ORDER, "B", digits=0)
    few.end()
    many.end()


def measure_status(table, binary, saved, count, runs):
    middle = median_time([str(binary), "status", "--state-dir", saved.folder.name], runs)
    table.row(f"status, {count:,} saved orders (median of {runs})", middle * 1000, 20, "ms", TIME_MARGIN)


def measure_export(table, binary, saved, form, runs):
    middle = median_time([str(binary), "export", "--format", form, "--state-dir", saved.folder.name], runs)
    table.row(f"export as {form}, {MANY:,} saved orders (median of {runs})", middle * 1000, 2000, "ms", TIME_MARGIN, digits=0)


def median_time(command, runs):
    """Seconds from start to end."""
    times = []
    for _ in range(runs):
        seconds, status = run_timed(command)
        times.append(seconds)
        if status:
            raise SystemExit(f"{command[1]} ended with {status}")
    return statistics.median(times)
