"""Programs in pseudo-terminals, and what they send there."""
import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

from measuring.processes import cpu_seconds, memory

SIZE = (120, 40)
# Writes closer than this belong to one frame.
FRAME_GAP = 0.010
# Where dashboards save that nothing else was said to; gone at the end.
STATE = tempfile.TemporaryDirectory()


class Program:
    """A program in a pseudo-terminal that is always read; `awaited` are words to look out for on its screen.

    With `keeps` all that it sends is kept, with the time.
    """

    def __init__(self, *command, awaited=(), size=SIZE, keeps=False, state=None):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        environment = {key: value for key, value in os.environ.items() if not key.startswith("ORDERTOP")}
        environment |= {
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
            "XDG_STATE_HOME": str(state or STATE.name), "XDG_CONFIG_HOME": STATE.name}
        environment.pop("NO_COLOR", None)
        self.master = master
        self.count = 0
        self.chunks = []
        self.kept = [] if keeps else None
        self.tail = b""
        self.awaited = [word.encode() for word in awaited]
        self.seen = None
        self.arrived = threading.Event()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        while True:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                data = b""
            if not data:
                return
            at = time.monotonic()
            self.count += len(data)
            self.chunks.append(at)
            if self.kept is not None:
                self.kept.append((at, data))
            if self.awaited:
                self.tail = (self.tail + data)[-1_000_000:]
                if all(word in self.tail for word in self.awaited):
                    self.seen, self.awaited, self.tail = at, [], b""
                    self.arrived.set()

    def look_out(self, *words):
        """From now on looks out for these words."""
        self.arrived.clear()
        self.tail = b""
        self.awaited = [word.encode() for word in words]

    def arrival(self, timeout=60):
        """The moment at which the last of the awaited words was on its way to the screen."""
        if not self.arrived.wait(timeout):
            self.end()
            sys.exit(f"not on the screen after {timeout} s: {self.awaited}\n{self.tail[-3000:]!r}")
        return self.seen

    def press(self, keys):
        os.write(self.master, keys.encode())

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def cpu(self):
        """Seconds of processor time so far."""
        return cpu_seconds(self.process.pid)

    def memory(self):
        """Resident memory in MB."""
        return memory(self.process.pid, "VmRSS") / 1e6

    def arrivals(self, words):
        """For each of the words when it first was on its way to the screen, as far as it was; of what was kept."""
        text = b"".join(data for _, data in self.kept)
        ends = []
        place = 0
        for at, data in self.kept:
            place += len(data)
            ends.append((place, at))
        found = {}
        for word in words:
            index = text.find(word.encode())
            if index >= 0:
                end = index + len(word.encode())
                found[word] = next(at for place, at in ends if place >= end)
        return found

    def end(self):
        """Ends it in order, if it has not ended, and gives its terminal back; the second time, nothing."""
        if self.master is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        # It would read the next program's terminal, which gets the same descriptor.
        self.reader.join()
        os.close(self.master)
        self.master = None


def frames(times):
    return sum(1 for before, at in zip([0, *times], times) if at - before > FRAME_GAP)


def traced(program, seconds):
    """Writes to the terminal and frames per second, as the kernel sees them; None without strace."""
    if not shutil.which("strace"):
        return None
    with tempfile.NamedTemporaryFile("r") as trace:
        strace = subprocess.Popen(
            ["strace", "-f", "-y", "-ttt", "-s0", "-e", "trace=write,writev", "-o", trace.name,
             "-p", str(program.process.pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        begin = time.time()
        time.sleep(seconds)
        end = time.time()
        strace.terminate()
        strace.wait()
        calls = re.findall(r"(\d+\.\d+) writev?\(\d+</dev/(?:pts/\d+|tty)>", trace.read())
    times = [float(at) for at in calls if begin <= float(at) <= end]
    if not times and program.count:
        return None
    return len(times) / seconds, frames(times) / seconds


class Cost:
    """What a program costs during some seconds."""

    def __init__(self, program, seconds, trace_seconds):
        cpu, count, first = program.cpu(), program.count, len(program.chunks)
        self.memory_before = program.memory()
        begin = time.monotonic()
        time.sleep(seconds)
        elapsed = time.monotonic() - begin
        self.cpu = (program.cpu() - cpu) / elapsed * 100
        self.bytes = (program.count - count) / elapsed / 1000
        self.frames = frames(program.chunks[first:]) / elapsed
        self.memory = program.memory()
        # Afterwards: being traced costs processor time.
        writes = traced(program, trace_seconds)
        self.writes = writes and writes[0]
        if writes:
            self.frames = writes[1]

    def drawing(self, table, name, limit):
        table.row(f"{name}: frames", self.frames, limit, "/s")
        if self.writes is not None and self.frames:
            table.note(f"{name}: writes", f"{self.writes:.1f} /s")
            table.row(f"{name}: writes per frame", self.writes / self.frames, 1, "", digits=2)
