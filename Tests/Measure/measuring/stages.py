"""Each stage of an event's way alone."""
import re
import statistics
import subprocess
import tempfile

from measuring import tools
from measuring.streams import FileServer
from measuring.terminal import SIZE, Program

PROGRAM = tools.INSTALLED / "ordertop-measure"
CHUNK = 65_536
CHUNKS = (256, 1024, 16_384, 65_536, 1_048_576)
FRAMES = 150


def rounds_of(stage, workload, chunk, rounds):
    """(events, bytes, seconds) of each round."""
    output = subprocess.run(
        [PROGRAM, stage, workload.path, str(chunk), str(rounds)], capture_output=True, text=True, check=True).stdout
    return [(int(events), int(size), float(seconds)) for events, size, seconds in map(str.split, output.splitlines())]


def nanoseconds(stage, workload, rounds, chunk=CHUNK):
    """Median per event."""
    return statistics.median(seconds / events * 1e9 for events, _, seconds in rounds_of(stage, workload, chunk, rounds))


def measure(table, workloads, rounds):
    table.section("Each stage alone, on one thread")
    middle = next((one for one in workloads if one.count == 100_000), workloads[-1])
    for chunk in CHUNKS:
        speeds = [size / seconds / 1e6 for _, size, seconds in rounds_of("parse", middle, chunk, rounds * 3)]
        table.row(f"parse, chunks of {chunk:,} bytes", statistics.median(speeds), 1000, "MB/s", least=True, digits=0)
    costs = [nanoseconds("parse", one, max(rounds, 3_000_000 // one.count // 10)) for one in workloads]
    if len(costs) > 1:
        table.row(f"parse: cost of an event, {workloads[0].count:,} to {workloads[-1].count:,} events, spread",
                  (max(costs) / min(costs) - 1) * 100, 10, "%")
    for stage in ("decode", "reduce", "pipeline"):
        for workload in workloads:
            cost = nanoseconds(stage, workload, rounds)
            table.note(f"{stage}, {workload.count:,} events", f"{1e6 / cost:,.0f} k/s")
    measure_saving(table, workloads[-1])
    measure_frames(table, middle)


def measure_saving(table, workload):
    with tempfile.TemporaryDirectory(dir=tools.CACHE) as folder:
        output = subprocess.run(
            [PROGRAM, "save", workload.path, folder], capture_output=True, text=True, check=True).stdout
    events, rows, checkpoints, seconds = output.split()
    name = f"save, {int(events):,} events in {checkpoints} checkpoints"
    table.note(f"{name}: rows", f"{int(rows) / float(seconds) / 1000:,.0f} k/s")
    table.note(f"{name}: events", f"{int(events) / float(seconds) / 1000:,.0f} k/s")


def measure_frames(table, workload):
    for size in (SIZE, (40, 6)):
        with tempfile.NamedTemporaryFile("r", dir=tools.CACHE) as output:
            program = Program(PROGRAM, "frame", workload.path, output.name, str(FRAMES), size=size)
            if program.process.wait(60):
                raise SystemExit("ordertop-measure could not draw")
            program.reader.join()
            *costs, writes = output.read().splitlines()
        costs = [list(map(float, line.split())) for line in costs]
        name = f"frame, {size[0]}x{size[1]}, 500 events apart"
        for index, part in enumerate(("snapshot", "drawing", "to the terminal")):
            table.note(f"{name}: {part}", f"{statistics.median(cost[index] for cost in costs):,.0f} µs")
        table.note(f"{name}: bytes", f"{program.count / len(costs):,.0f}")
        table.row(f"{name}: writes", int(writes) / len(costs), 1, "", digits=2)


def measure_instructions(table, workload, peers, small, server_program):
    """Counted, not timed: the same whatever else the machine does."""
    if not tools.is_there("valgrind"):
        table.note("instructions: no valgrind here", "")
        return
    table.section("Instructions an event")
    program = tools.for_counting(PROGRAM)
    for stage in ("parse", "decode", "reduce", "pipeline"):
        counts = [instructions([program, stage, small.path, str(CHUNK), str(rounds)]) for rounds in (1, 3)]
        table.note(stage, per_event(counts, 2 * small.summary["events"]))
    if "floor" in dict(peers):
        floor = tools.build_floor_for_counting()
        counts = []
        for one in (small, workload):
            server = FileServer(server_program, one.path)
            counts.append(instructions([floor, server.url]))
            server.end()
        table.note(dict(peers)["floor"].name, per_event(counts, workload.summary["events"] - small.summary["events"]))


def per_event(counts, events):
    return f"{(counts[1] - counts[0]) / events:,.0f}" if None not in counts else "not counted"


def instructions(command):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], stdin=subprocess.DEVNULL,
        capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found[1]) if found and done.returncode == 0 else None
