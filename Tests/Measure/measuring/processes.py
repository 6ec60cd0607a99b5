"""What a process costs, and whether it is there."""
import os
import pathlib
import re
import time


def cpu_clock(pid):
    """The clock of a process's processor time, of all its threads, those that have ended too (clock_getcpuclockid)."""
    return (~pid << 3) | 2


def cpu_seconds(pid):
    """Processor time so far."""
    return time.clock_gettime(cpu_clock(pid))


def memory(pid, key):
    """`VmRSS` or `VmHWM` in bytes."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{key}:\s+(\d+)", status)[1]) * 1024


def proportional_memory(pid):
    """Resident memory, what others share with it counted in part; None where the kernel does not say."""
    try:
        rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    return int(re.search(r"Pss:\s+(\d+)", rollup)[1]) * 1024


def run_timed(command, environment=None):
    """Runs a short program with its output thrown away; seconds from start to end, and its exit status."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, descriptor) for descriptor in (0, 1, 2)]
    begin = time.monotonic()
    pid = os.posix_spawn(command[0], command, environment or os.environ, file_actions=actions)
    _, status = os.waitpid(pid, 0)
    end = time.monotonic()
    os.close(null)
    return end - begin, os.waitstatus_to_exitcode(status)
