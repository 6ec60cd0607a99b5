"""The programs that read the same stream, and one run of one of them."""
import json
import os
import shlex
import statistics
import subprocess
import tempfile
import time

from measuring import tools
from measuring.processes import cpu_seconds, memory
from measuring.workload import written_digest


class Run:
    """What one run took. `seconds`: from the request's arrival at the server to the last event folded."""

    def __init__(self, seconds, cpu, peak):
        self.seconds, self.cpu, self.peak = seconds, cpu, peak


class Medians:
    """Of the runs of one program on one workload."""

    def __init__(self, runs):
        self.seconds = statistics.median(run.seconds for run in runs)
        self.cpu = statistics.median(run.cpu for run in runs)
        self.peak = statistics.median(run.peak for run in runs)


class Folder:
    """A program that folds a stream into orders and says when it is done; see peers/README.md."""

    def __init__(self, name, command, most_events=None):
        self.name = name
        self.command = [str(part) for part in command]
        # Beyond that it takes too long to be waited for.
        self.most_events = most_events

    def verify(self, server, workload):
        """Whether its orders are those of the independent fold."""
        with tempfile.NamedTemporaryFile(dir=tools.CACHE) as orders:
            self.run(server, workload, orders.name)
            return written_digest(orders.name) == workload.digest

    def run(self, server, workload, orders=None):
        process = subprocess.Popen(
            [*self.command, server.url, *([orders] if orders else [])], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        word = process.stdout.readline().strip()
        end = time.monotonic()
        if word != "done":
            raise SystemExit(f"{self.name} did not get to the end of the stream")
        cpu, peak = cpu_seconds(process.pid), memory(process.pid, "VmHWM")
        self.check(json.loads(process.stdout.readline()), workload)
        process.stdin.close()
        process.stdout.close()
        process.wait()
        return Run(end - server.begun(), cpu, peak)

    def check(self, summary, workload):
        # Not everybody tells everything.
        if not summary or any(workload.summary.get(key, 0) != value for key, value in summary.items()):
            raise SystemExit(f"{self.name} came to other orders: {summary} instead of {workload.summary}")


class Pipeline(Folder):
    """`curl -N URL | jq`: the end is that of the pipe."""

    def __init__(self, name, script, most_events=None):
        super().__init__(name, [], most_events)
        self.script = script

    def verify(self, server, workload):
        with tempfile.NamedTemporaryFile("w+", dir=tools.CACHE) as orders:
            self.start(server, "yes", orders)
            server.begun()
            return written_digest(orders.name) == workload.digest

    def start(self, server, orders, output):
        command = (
            f"curl -sN {shlex.quote(server.url)} | jq -nRr --arg orders {orders} -f {shlex.quote(str(self.script))}")
        process = subprocess.Popen(["bash", "-c", command], stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return usage

    def run(self, server, workload, orders=None):
        with tempfile.TemporaryFile("w+") as output:
            usage = self.start(server, "no", output)
            end = time.monotonic()
            output.seek(0)
            self.check(json.load(output), workload)
        return Run(end - server.begun(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def all_peers(table, names):
    """Those of the peers that can be had here."""
    found = []

    def add(key, name, command, most_events=None, why="cannot be installed here"):
        if key not in names:
            return
        if command is None:
            table.note(name, why)
        elif key == "jq":
            found.append((key, Pipeline(name, command, most_events)))
        else:
            found.append((key, Folder(name, command, most_events)))

    floor, go = tools.build_floor(), tools.build_go()
    node, python = tools.node_with_event_source(), tools.python_with_packages() if "python" in names else None
    add("floor", "C++: libcurl, simdjson", floor and [floor])
    add("go", f"Go{go_version()}: bufio, encoding/json", go and [go])
    add("node", "Node: its own EventSource", node and [*node, "--no-warnings", tools.PEERS / "fold.mjs"],
        why="this Node has no EventSource")
    add("python", "Python: httpx-sse, orjson", python and [python, "-B", tools.PEERS / "fold.py"])
    jq = tools.is_there("jq") and tools.is_there("curl")
    add("jq", "curl -N | jq", tools.PEERS / "fold.jq" if jq else None, most_events=10_000)
    return found


def go_version():
    if not tools.is_there("go"):
        return ""
    words = subprocess.run(["go", "version"], capture_output=True, text=True).stdout.split()
    return f" {words[2].removeprefix('go')}" if len(words) > 2 else ""
