"""Servers of order streams, in processes of their own, which end with this one however it ends."""
import atexit
import pathlib
import queue
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parents[1]


class Feed:
    """A stream that goes on at a chosen rate."""

    def __init__(self, **options):
        arguments = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
        self.process = subprocess.Popen([sys.executable, HERE / "feed", *arguments], stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1/orders/live"

    def told(self):
        return self.process.stdout.readline().split()

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class FileServer:
    """A recorded stream, as fast as it is read. `holds`: the connection stays open behind the last event."""

    def __init__(self, program, path, holds=False, offsets=()):
        command = [program, path, *(["--hold"] if holds else []), *map(str, offsets)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1/orders/live"
        self.lines = queue.SimpleQueue()
        self.sent = {}
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            word, *values = line.split()
            if word == "begin":
                self.lines.put(float(values[0]))
            elif word == "sent":
                self.sent[int(values[0])] = float(values[1])

    def begun(self):
        """When the next request that nobody has asked for was in."""
        return self.lines.get(timeout=60)

    def end(self):
        self.process.terminate()
        self.process.wait()
